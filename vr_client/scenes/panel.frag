uniform sampler2D words;
uniform vec4 spot;
uniform vec2 reach;
uniform vec2 done; // how far a choice has come, 0..1: x as a ring round the middle, y as a line along the foot
in vec2 across;
out vec4 colour;
const float RING = .094, RING_WIDTH = .008; // metres, as in board_pictures.py
void main() {
    vec4 c = texture(words, vec2(across.x, 1. - across.y));
    vec2 off = (across * 2. - 1.) * reach;
    float turn = atan(off.x, off.y) / (2. * PI), blur = fwidth(off.x) + 1e-5;
    float ring = smoothstep(RING_WIDTH, RING_WIDTH - blur, abs(length(off) - RING)) * step(fract(turn + 1.), done.x);
    float line = step(across.x, done.y) * step(off.y, -reach.y + .012) * step(.0001, done.y);
    float mark = max(ring * step(.0001, done.x), line);
    c = mix(c, vec4(1., .87, .58, 1.), mark);
    float a = c.a * spot.w * smoothstep(0., 1., mood.w);
    colour = vec4(c.rgb * min(look.x, 1.) * a, a);
}
