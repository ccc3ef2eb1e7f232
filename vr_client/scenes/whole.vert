// The place over the whole picture, or over those triangles of it that a headset's lens lets through.
in vec2 corner;
out vec2 at;
void main() {
    at = corner;
    gl_Position = vec4(at, 0., 1.);
}
