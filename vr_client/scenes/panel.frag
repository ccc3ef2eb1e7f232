uniform sampler2D words;
in vec2 across;
out vec4 colour;
void main() {
    vec4 c = texture(words, vec2(across.x, 1. - across.y));
    float a = c.a * panel.w * smoothstep(0., 1., mood.w);
    colour = vec4(c.rgb * min(look.x, 1.) * a, a);
}
