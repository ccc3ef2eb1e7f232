// The end of every place's program: the place's own place_light(), seen along this pixel's ray.
in vec2 at;
out vec4 colour;
void main() {
    colour = vec4(developed(place_light(eye.xyz, ray_of(at)), gl_FragCoord.xy), 1.);
}
