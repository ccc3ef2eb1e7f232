// The small things: each a solid found by stepping along the ray, lit from above and by its own glow.
flat in int n;
in vec3 spot;
out vec4 colour;
#define LEAF 0
#define PEBBLES 1
#define LANTERN 2
#define CUP 3
#define APPLE 4
#define CANDLE 5
int kind;

float ball(vec3 p, vec3 r) { float k = length(p / r); return k * (k - 1.) / length(p / (r * r)); }
float tube(vec3 p, float h, float r) { vec2 q = vec2(length(p.xz) - r, abs(p.y) - h); return min(max(q.x, q.y), 0.) + length(max(q, 0.)); }
float box(vec3 p, vec3 b) { vec3 q = abs(p) - b; return length(max(q, 0.)) + min(max(q.x, max(q.y, q.z)), 0.); }
float soft(float a, float b, float k) { float h = max(k - abs(a - b), 0.) / k; return min(a, b) - h * h * k * .25; }

// All solids fit a ball of radius 1 and stand on y = -.9.
float solid(vec3 p) {
    if (kind == LEAF) { // a pointed oval, curled a little
        float w = .46 * (1. - p.x * p.x) * (1. + .18 * p.x);
        float curl = .16 * p.x * p.x + .55 * p.z * p.z;
        return max(max(abs(p.y + .05 - curl) - .022, abs(p.z) - max(w, 0.)), abs(p.x) - 1.) * .6;
    }
    if (kind == PEBBLES) {
        float d = ball(p - vec3(0, -.62, 0), vec3(.78, .28, .62));
        d = min(d, ball(p - vec3(.06, -.14, .02), vec3(.55, .23, .46)));
        d = min(d, ball(p - vec3(-.04, .24, 0), vec3(.36, .17, .33)));
        return min(d, ball(p - vec3(.02, .51, 0), vec3(.20, .12, .20))) * .8;
    }
    if (kind == LANTERN) {
        float d = ball(p - vec3(0, 0, 0), vec3(.68, .74, .68)) + .012 * cos(p.y * 30.);
        d = min(d, tube(p - vec3(0, .76, 0), .05, .24) - .01);
        return min(d, tube(p - vec3(0, -.78, 0), .07, .26) - .01) * .8;
    }
    if (kind == CUP) {
        float r = mix(.42, .62, smoothstep(-.8, .5, p.y));
        float d = abs(length(p.xz) - r) - .035;
        d = max(d, abs(p.y + .15) - .62) - .015;
        d = min(d, tube(p - vec3(0, -.75, 0), .03, .44));
        d = min(d, tube(p - vec3(0, .28, 0), .02, .56)); // tea
        vec3 q = p - vec3(.66, -.12, 0);
        return min(d, length(vec2(length(q.xy) - .26, q.z)) - .06) * .8;
    }
    if (kind == APPLE) {
        float a = length(p.xz);
        float d = length(vec2(a - .26, p.y * .98 + .12)) - .56 - .05 * p.y;
        vec3 q = p - vec3(.03 + .1 * p.y, .56, 0);
        return min(d, tube(q, .22, .026)) * .8;
    }
    float d = tube(p - vec3(0, -.35, 0), .5, .34) - .03 + .02 * smoothstep(.0, .2, p.y) * cos(atan(p.x, p.z) * 3.);
    d = min(d, tube(p - vec3(0, -.86, 0), .03, .62) - .02);
    return min(d, tube(p - vec3(0, .22, 0), .1, .02));
}
vec3 skin(vec3 p, vec3 nrm, float glow) {
    if (kind == LEAF) {
        float vein = smoothstep(.035, .0, abs(p.z)) + .5 * smoothstep(.03, .0, abs(fract(p.x * 5. + abs(p.z) * 4.) - .5) * .2);
        vec3 autumn = mix(vec3(.80, .36, .12), vec3(.86, .66, .20), hash11(float(n) * 3.7));
        autumn = mix(autumn, vec3(.48, .55, .20), step(.7, hash11(float(n) * 9.1)) * .8);
        return autumn * (.75 + .35 * noise(p.xz * 5. + float(n) * 9.)) + vein * .12;
    }
    if (kind == PEBBLES) {
        vec3 tone = p.y > .38 ? vec3(.72, .66, .60) : p.y > .08 ? vec3(.46, .48, .52) : p.y > -.38 ? vec3(.64, .58, .54) : vec3(.42, .43, .45);
        return tone * (.82 + .3 * fbm3(p.xy * 6. + p.z * 5.)) ;
    }
    if (kind == LANTERN) {
        if (abs(p.y) > .70) return vec3(.22, .15, .11);
        float rib = smoothstep(.5, 1., cos(p.y * 30.));
        return vec3(.93, .74, .46) * (1.05 - .22 * rib);
    }
    if (kind == CUP) {
        if (p.y > .26 && p.y < .34 && length(p.xz) < .56) return vec3(.48, .26, .10);
        float band = smoothstep(.03, .0, abs(p.y + .02) - .10);
        vec3 glaze = mix(vec3(.86, .84, .78), vec3(.24, .42, .52), band);
        return glaze * (.93 + .1 * noise(p.xy * 12.));
    }
    if (kind == APPLE) {
        if (length(p.xz - vec2(.08, 0)) < .08 && p.y > .42) return vec3(.30, .20, .11);
        float a = atan(p.x, p.z);
        float blush = smoothstep(.25, .8, .5 + .4 * sin(a + 1.) + .25 * fbm3(vec2(a * 3., p.y * 2.)));
        vec3 c = mix(vec3(.74, .70, .26), vec3(.70, .16, .13), blush);
        return c * (.9 + .2 * noise(vec2(a * 18., p.y * 3.)));
    }
    if (p.y < -.78) return vec3(.40, .42, .44);
    if (p.y > .16 && length(p.xz) < .06) return vec3(.12, .10, .09);
    return vec3(.90, .84, .72) * (1. + .25 * smoothstep(-.2, .2, p.y));
}

void main() {
    vec4 thing = things[n], l = thing_looks[n];
    kind = int(l.x + .5);
    float c = cos(l.w), s = sin(l.w);
    mat3 spin = mat3(c, 0, -s, 0, 1, 0, s, 0, c);
    vec3 o = spin * (eye.xyz - thing.xyz) / thing.w;
    vec3 d = spin * normalize(spot - eye.xyz);
    float along = -dot(o, d), closest = length(o + d * along);
    float t = along - 1.35, nearest = 1e3, at_nearest = t, hit = -1.;
    for (int i = 0; i < 56; i++) {
        vec3 p = o + d * t;
        float e = solid(p);
        if (e < nearest) { nearest = e; at_nearest = t; }
        if (e < .004) { hit = t; break; }
        t += max(e, .006);
        if (t > along + 1.35) break;
    }
    float edge = look.w * length(o) * 1.1; // a pixel's width
    float cover = hit > 0. ? 1. : smoothstep(edge, 0., nearest - .004);
    vec3 light = vec3(0.);
    if (hit > 0. || cover > 0.) {
        vec3 p = o + d * (hit > 0. ? hit : at_nearest);
        vec2 e = vec2(.008, 0);
        vec3 nrm = normalize(vec3(solid(p + e.xyy) - solid(p - e.xyy), solid(p + e.yxy) - solid(p - e.yxy), solid(p + e.yyx) - solid(p - e.yyx)));
        vec3 base = skin(p, nrm, l.y);
        vec3 key = spin * normalize(vec3(-.45, .8, .35));
        float open = clamp(.5 + .5 * solid(p + nrm * .25) / .25, 0., 1.);
        float lit = max(dot(nrm, key), 0.);
        light = base * (vec3(.40, .42, .48) * (.55 + .45 * nrm.y) * open + vec3(.80, .70, .56) * lit * open + .10);
        light += vec3(1., .93, .82) * pow(max(dot(reflect(d, nrm), key), 0.), 40.) * (kind == CUP || kind == APPLE ? .45 : .06);
        light += vec3(.55, .62, .75) * pow(1. - max(dot(-d, nrm), 0.), 3.) * .16;
        if (kind == LANTERN && abs(p.y) < .7) light += base * vec3(1., .78, .45) * (.34 + .30 * exp(-2. * p.y * p.y)) * (.8 + .5 * l.y);
        light += base * vec3(1., .86, .6) * l.y * .35;
    }
    vec3 glowing = vec3(1., .80, .48) * l.y * exp(-max(closest - .75, 0.) * 5.5) * .42 * smoothstep(1.5, 1.1, closest);
    if (kind == CANDLE) { // the flame, which breathes rather than flickers
        vec3 tip = vec3(0, .52, 0);
        vec3 to = tip - o;
        vec3 near = o + d * dot(to, d) - tip;
        near.y *= near.y > 0. ? .50 : .85;
        near.x += .03 * sin(TIME * .9 + 1.) * max(near.y, 0.);
        float f = length(near);
        glowing += vec3(1., .72, .34) * exp(-pow(f / .13, 2.)) * 1.6 + vec3(1., .6, .25) * .05 / (.06 + f * f) * smoothstep(1., .3, f);
    }
    float shade = 0.;
    if (kind != LEAF) { // a soft shadow on what it stands on
        float g = (-.93 - o.y) / d.y;
        vec3 q = o + d * g;
        if (d.y < 0. && hit < 0.) shade = .45 * exp(-dot(q.xz, q.xz) * 2.2) * step(0., g);
    }
    float a = max(cover, shade * (1. - cover)) * l.z;
    vec3 shown = developed(light * cover + glowing, gl_FragCoord.xy);
    colour = vec4(shown * max(cover, clamp(dot(glowing, vec3(.5)), 0., 1.)) * l.z, a);
}
