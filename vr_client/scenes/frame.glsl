// What every program knows of the frame: one block, written once for each eye. Rows as in vr_client/painter.py.
layout(std140) uniform Frame {
    vec4 view_right;     // xyz: the viewer's axes in the place's space, metres; w: tangent of the field of view, left
    vec4 view_up;        // w: right
    vec4 view_back;      // w: up
    vec4 eye;            // xyz: where this eye is; the ground lies at GROUND; w: tangent, down
    vec4 mood;           // breath 0 empty .. 1 full, how much the breath light shows, seconds since the start, fade 0 black .. 1 clear
    vec4 look;           // brightness, contrast, how much things move 0..1, pixels' angular size
    vec4 own;            // the person's own breath 0 empty .. 1 full, how much it shows, a beat of their pulse, how much that shows
    vec4 placed;         // not used, not used, number of things, 1 if the person lies
    vec4 shown;          // the four things that the score makes this place show, 0..1 (painter.SCENES)
    vec4 things[8];      // xyz: centre; w: radius, metres
    vec4 thing_looks[8]; // kind, glow 0..1, opacity 0..1, turn in radians
};

#define BREATH mood.x
#define LIGHT mood.y
#define TIME mood.z
#define LYING placed.w
#define GROUND -1.15
#define PI 3.14159265

float hash11(float p) { p = fract(p * .1031); p *= p + 33.33; p *= p + p; return fract(p); }
float hash21(vec2 p) { vec3 q = fract(vec3(p.xyx) * .1031); q += dot(q, q.yzx + 33.33); return fract((q.x + q.y) * q.z); }
vec2 hash22(vec2 p) {
    vec3 q = fract(vec3(p.xyx) * vec3(.1031, .1030, .0973));
    q += dot(q, q.yzx + 33.33);
    return fract((q.xx + q.yz) * q.zy);
}
float hash31(vec3 p) { p = fract(p * .1031); p += dot(p, p.zyx + 31.32); return fract((p.x + p.y) * p.z); }

float noise(vec2 p) {
    vec2 i = floor(p), f = fract(p);
    f = f * f * f * (f * (f * 6. - 15.) + 10.);
    return mix(mix(hash21(i), hash21(i + vec2(1, 0)), f.x), mix(hash21(i + vec2(0, 1)), hash21(i + vec2(1, 1)), f.x), f.y);
}
float noise3(vec3 p) {
    vec3 i = floor(p), f = fract(p);
    f = f * f * (3. - 2. * f);
    vec4 low = vec4(hash31(i), hash31(i + vec3(1, 0, 0)), hash31(i + vec3(0, 1, 0)), hash31(i + vec3(1, 1, 0)));
    vec4 high = vec4(hash31(i + vec3(0, 0, 1)), hash31(i + vec3(1, 0, 1)), hash31(i + vec3(0, 1, 1)), hash31(i + vec3(1, 1, 1)));
    vec4 z = mix(low, high, f.z);
    return mix(mix(z.x, z.y, f.x), mix(z.z, z.w, f.x), f.y);
}
const mat2 TURN = mat2(.8, .6, -.6, .8);
float fbm3(vec2 p) { float v = noise(p) * .55; p = TURN * p * 2.03 + 7.1; v += noise(p) * .28; p = TURN * p * 2.01 + 3.7; return v + noise(p) * .17; }
float fbm(vec2 p) {
    float v = 0., a = .52;
    for (int i = 0; i < 5; i++) { v += a * noise(p); p = TURN * p * 2.02 + 5.3; a *= .48; }
    return v;
}

// Cells of uneven size, as of pebbles: x the distance from the nearest one's middle, y to the border, z its number 0..1.
vec3 pebbles(vec2 p) {
    vec2 i = floor(p), f = fract(p);
    float first = 8., second = 8., name = 0.;
    for (int y = -1; y <= 1; y++) for (int x = -1; x <= 1; x++) {
        vec2 g = vec2(x, y);
        vec2 r = g + hash22(i + g) * .85 + .07 - f;
        float q = dot(r, r);
        if (q < first) { second = first; first = q; name = hash21(i + g + 5.7); }
        else second = min(second, q);
    }
    return vec3(sqrt(first), sqrt(second) - sqrt(first), name);
}

vec3 ray_of(vec2 at) { // at: -1..1 across the eye's picture
    vec2 low = vec2(view_right.w, eye.w), high = vec2(view_up.w, view_back.w);
    vec2 t = mix(low, high, at * .5 + .5);
    return normalize(view_right.xyz * t.x + view_up.xyz * t.y - view_back.xyz);
}

// A direction's place on the horizon, for noise that closes on itself all round.
vec2 bearing(vec3 d) { return d.xz / max(length(d.xz), 1e-4); }
// The angle turned from straight ahead as 0..1 of a turn.
float turn_of(vec3 d) { return atan(d.x, -d.z) / (2. * PI) + .5; }

// From light to picture: the person's own brightness and contrast, a soft shoulder for what is bright, the fade, and a
// grain that hides banding. Colours in the places are written as they should look.
vec3 developed(vec3 light, vec2 pixel) {
    vec3 c = pow(max(light, 0.), vec3(2.2)) * look.x * 1.12;
    c = (c * (2.51 * c + .03)) / (c * (2.43 * c + .59) + .14) * .92 + c / (1. + c) * .10;
    c = pow(clamp(c, 0., 1.), vec3(1. / 2.2));
    c = clamp((c - .42) * look.y + .42, 0., 1.);
    c += (hash21(pixel) + hash21(pixel + 17.3) - 1.) / 255.;
    return c * smoothstep(0., 1., mood.w);
}
