// A lake at dawn: hills in mist, a sun just up, slow water, a wooden jetty, reeds at both sides.
#define DAWN shown.x
#define MIST shown.y
#define RIPPLES shown.z
const vec3 SUN = normalize(vec3(.30, .085, -1.));
const vec3 SUN_COLOUR = vec3(1., .62, .32);

vec3 sky(vec3 d) {
    float up = max(d.y, 0.);
    float toward = max(dot(d, SUN), 0.);
    vec3 c = mix(vec3(.93, .62, .44), vec3(.62, .50, .60), smoothstep(0., .16, up));
    c = mix(c, vec3(.42, .46, .64), smoothstep(.10, .45, up));
    c = mix(c, vec3(.27, .36, .55), smoothstep(.4, 1., up));
    float away = .5 - .5 * dot(normalize(d.xz + 1e-4), normalize(SUN.xz));
    c = mix(c, c * vec3(.66, .76, 1.02), away * .75 * (1. - up * .5));
    c *= .90 + .12 * DAWN;
    c += SUN_COLOUR * (.80 + .30 * DAWN) * (.34 * pow(toward, 6.) + .45 * pow(toward, 48.));
    // thin high cloud, lit from below
    vec2 p = d.xz / (up + .11) * .62 + vec2(TIME * .0035, 0.);
    float wisps = smoothstep(.42, .86, fbm(p * vec2(.75, 2.1) + fbm3(p * .9) * .8));
    vec3 lit = mix(vec3(.98, .60, .46), vec3(.80, .62, .66), smoothstep(.05, .5, up)) * (.75 + .8 * pow(toward, 4.));
    c = mix(c, lit, wisps * smoothstep(.015, .16, up) * .62);
    return c;
}
vec3 sun_disc(vec3 d) {
    float x = dot(d, SUN);
    return SUN_COLOUR * (smoothstep(.99935, .99975, x) * 3.2 + 1.4 * pow(max(x, 0.), 900.));
}

// Ridges at growing distances; each fades into the mist at its foot.
float ridge(vec2 b, float n) {
    float rough = 2.6 + n * .6;
    b = b * rough + n * 13.7;
    return .56 * noise(b) + .28 * noise(b * 2.3 + 4.1) + .13 * noise(b * 5.1) + .05 * noise(b * 12.);
}
float trees_on(float turn, float n) { // a fringe of firs along a near ridge
    float tall = 0.;
    for (int k = 0; k < 3; k++) {
        float many = 397. + float(k) * 131. + n * 60.;
        float cell = turn * many, id = floor(cell);
        float x = abs(fract(cell) - .5 - .3 * (hash11(id * 3.3 + n) - .5));
        float top = .25 + .75 * hash11(id + n * 17. + float(k) * 71.);
        float steps = .035 * cos(x * 70.);
        tall = max(tall, top * (1. - x * 2.5) + steps * step(x, .4));
    }
    return tall;
}
vec3 hills(vec3 d, vec3 c) {
    vec2 b = bearing(d);
    float turn = turn_of(d);
    float a = atan(d.x, -d.z);
    float e = d.y / max(length(d.xz), 1e-4);
    float toward = max(dot(normalize(vec3(d.x, 0., d.z) + 1e-5), normalize(vec3(SUN.x, 0., SUN.z))), 0.);
    vec3 mist = mix(vec3(.60, .54, .60), vec3(1.02, .70, .48), pow(toward, 3.));
    for (int i = 0; i < 4; i++) {
        float n = float(i);
        float near = n / 3.;
        float valley = 1. - .62 * exp(-pow((a - .27) * 2.1, 2.)); // lower where the sun comes up
        float h = (mix(.165, .075, near) * ridge(b, n + 1.) + mix(.03, .006, near)) * valley;
        if (i == 3) h += .017 * trees_on(turn, n) * (.35 + noise(b * 8.));
        if (i == 2) h += .008 * trees_on(turn, n + 3.);
        float inside = smoothstep(-.0012, .0012, h - e);
        vec3 body = mix(vec3(.52, .50, .63), vec3(.17, .22, .27), near);
        body = mix(body, body + SUN_COLOUR * .16, pow(toward, 5.) * (1. - near * .5));
        float foot = smoothstep(h, -.004, e);
        float drift = fbm3(b * 5. + vec2(TIME * .006 * (1. + n), e * 26. + n * 4.));
        body = mix(body, mist, clamp(mix(.72, .20, near) * (.35 + .65 * foot) + foot * foot * (drift - .25) * .75, 0., 1.));
        c = mix(c, body, inside);
    }
    return c;
}
vec3 beyond(vec3 d) { return hills(d, sky(d)); }

vec2 wave_slope(vec2 p, float far) { // gentle: two slow swells and a skin of ripples that dies out with distance
    float t = TIME * .32;
    vec2 s = vec2(0.);
    s += .010 * vec2(.55, .83) * cos(dot(p, vec2(.55, .83)) * 1.5 - t * 1.3);
    s += .008 * vec2(-.8, .6) * cos(dot(p, vec2(-.8, .6)) * 2.3 - t * 1.7);
    float e = .06;
    vec2 q = p * vec2(1.1, 1.7);
    float n0 = noise(q * 1.7 + vec2(t, -t * .7)) + .5 * noise(q * 3.9 - vec2(t * .9, t * 1.2));
    float nx = noise((q + vec2(e, 0)) * 1.7 + vec2(t, -t * .7)) + .5 * noise((q + vec2(e, 0)) * 3.9 - vec2(t * .9, t * 1.2));
    float nz = noise((q + vec2(0, e)) * 1.7 + vec2(t, -t * .7)) + .5 * noise((q + vec2(0, e)) * 3.9 - vec2(t * .9, t * 1.2));
    return s * far + vec2(nx - n0, nz - n0) / e * .014 * far;
}

vec3 water(vec3 o, vec3 d) {
    float t = (GROUND - .12 - o.y) / d.y;
    vec2 p = (o + d * t).xz;
    float far = 1. / (1. + t * .035);
    vec2 s = wave_slope(p, far);
    float patches = smoothstep(.35, .75, fbm3(p * vec2(.05, .16) + TIME * .008)); // breeze on the glassy water
    s *= (.45 + .9 * patches) * (.75 + .5 * RIPPLES) * (1. - .45 * shown.w);
    vec3 n = normalize(vec3(-s.x, 1., -s.y));
    vec3 r = reflect(d, n);
    r.y = abs(r.y);
    float glance = pow(1. - max(dot(-d, n), 0.), 5.);
    vec3 deep = vec3(.13, .24, .30);
    vec3 c = mix(deep, beyond(normalize(r)), .10 + .86 * glance);
    // the sun's road
    float glint = pow(max(dot(r, SUN), 0.), 260.) * 1.9 + pow(max(dot(r, SUN), 0.), 26.) * .20;
    c += SUN_COLOUR * glint;
    // the breath light lies on the water
    vec3 at = light_at(); at.y = 2. * (GROUND - .12) - at.y;
    vec3 to = at - o; vec3 dd = normalize(d + vec3(-s.x, 0., -s.y) * 1.6);
    float off = length(to - dd * max(dot(to, dd), 0.));
    c += vec3(1., .74, .48) * LIGHT * (.5 * exp(-off * off * 9.) + .03 / (.1 + off * off)) * (.5 + .5 * BREATH);
    // mist on the water, thicker far away and on the in-breath a little brighter
    float bank = fbm3(bearing(d) * 3.2 + vec2(TIME * .007, t * .035 - TIME * .012));
    float toward = pow(max(dot(normalize(vec3(d.x, 0, d.z)), normalize(vec3(SUN.x, 0, SUN.z))), 0.), 3.);
    vec3 mist = mix(vec3(.56, .53, .62), vec3(1.02, .72, .50), toward) * (.93 + .10 * BREATH * LIGHT);
    return mix(c, mist, clamp((1. - exp(-t * (.013 + .012 * MIST))) * (.35 + 1.0 * bank), 0., .94));
}

// A jetty of old boards, under the viewer and two metres ahead.
bool jetty(vec3 o, vec3 d, out vec3 c) {
    float t = (GROUND - o.y) / d.y;
    vec3 p = o + d * t;
    float half_width = .95;
    if (t < 0. || abs(p.x) > half_width || p.z < -2.35 || p.z > 6.) return false;
    float row = p.z / .155;
    float id = floor(row), x = fract(row);
    float edge = half_width - .05 * hash11(id * 3.1);
    if (abs(p.x) > edge) return false;
    float gap = smoothstep(.0, .05, x) * smoothstep(1., .95, x);
    float grain = fbm(vec2(p.x * 2.2 + hash11(id) * 40., x * 5. + id * 3.7)) ;
    float fine = noise(vec2(p.x * 9. + id * 11., x * 46.));
    vec3 wood = mix(vec3(.36, .30, .28), vec3(.66, .57, .51), grain * .8 + fine * .35);
    wood *= .80 + .35 * hash11(id + 4.);
    float wet = smoothstep(.45, .75, fbm3(p.xz * 1.1 + 3.));
    vec3 r = reflect(d, normalize(vec3(0., 1., (x - .5) * .06)));
    vec3 shine = sky(r) * (.035 + .42 * pow(1. - max(-d.y, 0.), 5.)) * (.6 + wet);
    c = wood * (vec3(.66, .60, .64) + .2 * SUN_COLOUR) * mix(.10, 1., gap) + shine * gap;
    for (int i = -1; i <= 1; i += 2) { // nails
        float nail = length(vec2(p.x - float(i) * .78, (x - .5) * .155));
        c *= mix(.35, 1., smoothstep(.006, .012, nail));
    }
    vec3 to = light_at() - p;
    c += wood * vec3(1., .72, .45) * LIGHT * (.35 + .65 * BREATH) * .9 / (1. + dot(to, to) * .6);
    c *= mix(.55, 1., smoothstep(0., .14, edge - abs(p.x)) * smoothstep(-2.35, -2.25, p.z));
    return true;
}

// Reeds: tall blades on upright planes beside the jetty, swaying a little; feet in mist and in their own reflection.
float reeds(vec3 o, vec3 d, float side, float z0, float seed, out float lit) {
    lit = 0.;
    float t = (z0 - o.z) / d.z;
    if (t < 0.) return 0.;
    vec3 p = o + d * t;
    float foot = p.y - (GROUND - .14);
    float y = abs(foot);
    if (p.x * side < 1.15 || foot > 2.1 || foot < -.9) return 0.;
    float cover = 0.;
    float wide = smoothstep(1.1, 2.3, p.x * side) * smoothstep(8., 4., p.x * side);
    float blur = t * look.w * 1.2; // a pixel's width there, metres
    float mirror = foot < 0. ? .35 * (1. - y / .9) * (.7 + .3 * sin(y * 60. + TIME)) : 1.;
    for (int k = 0; k < 3; k++) {
        float scale = 15. - float(k) * 4.;
        float sway = look.z * .05 * y * y * sin(TIME * .55 + p.x * .6 + seed + float(k));
        float cell = (p.x + sway) * scale + float(k) * 3.7 + seed;
        for (int j = -1; j <= 1; j++) {
            float id = floor(cell) + float(j);
            float h = hash11(id * 1.7 + seed * 3. + float(k) * 9.);
            float tall = (.5 + 1.15 * h * h + .25 * h) * wide;
            if (tall < .2) continue;
            float bend = (hash11(id * 5.1 + seed) - .5) * .24 * y * y;
            float x = abs((cell - id - .5 - (hash11(id * 2.3) - .5) * .6) / scale - bend); // metres from the stalk
            float body = .0085 * (1. - .8 * y / tall);
            float spike = step(.74, hash11(id * 7.7 + seed)) * .021 * sqrt(max(0., 1. - pow((y / tall - .88) / .085, 2.)));
            float m = smoothstep(blur, -blur, x - max(body, spike)) * smoothstep(tall + .01, tall - .03, y) * min(1., .018 / blur);
            m *= smoothstep(0., .16 + .2 * h, y) * .75 + .25;
            m *= mirror;
            if (m > cover) { cover = m; lit = h * (spike > body ? .15 : 1.); }
        }
    }
    return cover;
}

vec3 place_light(vec3 o, vec3 d) {
    vec3 c;
    bool below = d.y < -.0005;
    if (!below) c = beyond(d) + sun_disc(d) * smoothstep(-.001, .006, d.y - .030);
    else if (!jetty(o, d, c)) c = water(o, d);
    float low = exp(-abs(d.y) * 26.);
    float toward = pow(max(dot(normalize(vec3(d.x, 0, d.z)), normalize(vec3(SUN.x, 0, SUN.z))), 0.), 3.);
    float bank = fbm3(bearing(d) * 4.5 + vec2(-TIME * .005, d.y * 22. + TIME * .004));
    c = mix(c, mix(vec3(.62, .56, .62), vec3(1.06, .76, .54), toward), low * (.25 + .75 * bank) * (.52 + .26 * MIST));
    if (d.z < 0.) {
        for (int i = 0; i < 4; i++) {
            float z0 = -5.6 + float(i) * 1.05;
            for (int s = -1; s <= 1; s += 2) {
                if (d.x * float(s) < 0.) continue;
                float lit;
                float m = reeds(o, d, float(s), z0, float(i) * 11. + float(s) * 5., lit);
                vec3 blade = mix(vec3(.16, .14, .15), vec3(.46, .37, .25), lit) * (1.15 - .13 * float(i));
                blade += SUN_COLOUR * .22 * toward * lit;
                c = mix(c, blade, m);
            }
        }
    }
    return c + breath_light(o, d, vec3(1., .70, .42));
}
