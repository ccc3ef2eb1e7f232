// A forest clearing in the morning: tall trunks in layers of mist, light from above, moss and ferns, a stream across.
const vec3 SUN = normalize(vec3(.38, .62, -.70));
const vec3 GLADE = vec3(.86, .90, .62); // the light between the trees
#define WIND (shown.x * (1. - .7 * shown.w))
#define BEAMS shown.y

float bank_of(float x) { return -2.15 + .16 * sin(x * .8 + .6) + .08 * sin(x * 2.1); } // the stream's middle, z
float in_stream(vec2 p) { // below 0 in the water
    float wide = .66 + .10 * noise(vec2(p.x * 1.7, 3.)) + .05 * noise(vec2(p.x * 6., 9.));
    return abs(p.y - bank_of(p.x)) - wide;
}

vec3 depths(vec3 d) { // light at the end of the trees
    float toward = max(dot(normalize(d + vec3(0, .25, 0)), normalize(vec3(SUN.x, .42, SUN.z))), 0.);
    vec3 c = mix(vec3(.50, .61, .55), vec3(.90, .90, .72), pow(toward, 3.));
    c = mix(c, vec3(.80, .90, .80), smoothstep(.25, .9, d.y) * .5);
    return c + vec3(1., .93, .66) * pow(toward, 10.) * .22;
}

// How much of the light between the leaves comes through, high up.
vec3 canopy(vec3 d, vec3 c, float layer) {
    vec2 b = bearing(d);
    float e = d.y / max(length(d.xz), .05);
    float sway = look.z * (.6 + .8 * WIND) * .012 * sin(TIME * .45 + b.x * 3. + layer * 2.);
    // a curved roof: straight up it is a ceiling, towards the side it hangs like a curtain
    float up = max(d.y, 0.);
    vec2 p = b * acos(clamp(up, 0., 1.)) * (3.4 + layer * 1.5) + layer * 5.1 + sway;
    float mass = fbm(p * 1.2 + layer * 3.3);
    vec2 lp = p * 7.5 + vec2(sway * 20., layer);
    vec3 cells = pebbles(lp + .6 * vec2(noise(lp * .7), noise(lp * .7 + 9.)));
    float fine = cells.z * .55 + .45 * smoothstep(.75, .1, cells.x);
    float low = mix(.52, .30, layer / 3.);
    float cover = smoothstep(.46, .58, mass + (fine - .5) * .40 + smoothstep(low, low + .75, e) * .30 - smoothstep(low + .1, low - .35, e) * .8);
    float toward = max(dot(normalize(d), SUN), 0.);
    vec3 leaf = mix(vec3(.22, .33, .20), vec3(.46, .56, .27), fine * (.6 + .6 * cells.z));
    leaf = mix(leaf, vec3(.84, .86, .46), pow(toward, 5.) * (.30 + .6 * fine));
    leaf = mix(leaf, depths(d), .18 + .15 * (3. - layer));
    return mix(c, leaf, cover * .94);
}

// Trunks stand on circles round the viewer, one in each part of the circle.
vec3 trunks(vec3 o, vec3 d, vec3 c, float r, float many, float seed, float haze) {
    float a = dot(d.xz, d.xz), b = dot(o.xz, d.xz), q = dot(o.xz, o.xz) - r * r;
    float t = (-b + sqrt(b * b - a * q)) / a;
    vec3 p = o + d * t;
    float turn = (atan(p.x, -p.z) / (2. * PI) + .5) * many;
    for (int k = -1; k <= 0; k++) {
        float id = mod(floor(turn + .5) + float(k) + .0, many);
        float centre = floor(turn + .5) + float(k) + .5;
        float h = hash11(id * 3.17 + seed), g = hash11(id * 7.71 + seed * 2.);
        if (h < .22) continue;
        float off = (g - .5) * .55;
        float x = (turn - centre - off) / many * 2. * PI * r; // metres from the trunk's middle
        float y = p.y - GROUND;
        float lean = (hash11(id * 5.3 + seed) - .5) * .07 * y;
        float wide = mix(.10, .26, h) * (1.05 - .035 * y) + .16 * exp(-y * 2.6);
        x -= lean + .02 * sin(y * 1.3 + id);
        float edge = t * look.w;
        float rough = (noise(vec2(y * 5., id)) - .5) * .02;
        float m = smoothstep(edge, -edge, abs(x) - wide - rough) * step(0., y);
        if (m <= 0.) continue;
        float round_ = clamp(x / wide, -1., 1.);
        float bark = fbm3(vec2(x * 24. + id * 7., y * 2.6)) ;
        float furrow = smoothstep(.35, .7, noise(vec2(x * 30. + 2. * noise(vec2(x * 8., y * 2.)), y * 2.2 + id * 3.)));
        bool birch = hash11(id * 11.3 + seed) > .74;
        vec3 tone = birch ? vec3(.74, .73, .68) : mix(vec3(.28, .21, .16), vec3(.46, .37, .29), bark);
        if (birch) tone *= 1. - .7 * smoothstep(.60, .75, noise(vec2(x * 6. + id, y * 11.))) * smoothstep(.2, .5, noise(vec2(id, y * 3.)));
        else tone *= .70 + .42 * furrow;
        tone = mix(tone, vec3(.32, .42, .16) * (.7 + .6 * bark), smoothstep(1.5, .0, y + bark - .3) * .85); // moss at the foot
        float lit = .52 + .48 * smoothstep(-1., 1., round_ * sign(SUN.x * cos(turn / many * 2. * PI) + .2));
        float rim = pow(abs(round_), 3.);
        tone *= lit * (1. - .35 * rim);
        tone += GLADE * rim * .18 * smoothstep(-.2, 1., dot(normalize(d.xz), normalize(SUN.xz)));
        float dapple = smoothstep(.55, .8, noise(vec2(x * 3. + id * 5., y * 1.4) + TIME * .03 * look.z)) ;
        tone += tone * dapple * vec3(.9, .8, .4) * .55;
        c = mix(c, mix(tone, depths(d), haze), m);
    }
    return c;
}

// Ferns and low bushes: soft tufts along a circle.
vec3 ferns(vec3 o, vec3 d, vec3 c, float r, float many, float seed, float haze) {
    float a = dot(d.xz, d.xz), b = dot(o.xz, d.xz), q = dot(o.xz, o.xz) - r * r;
    float t = (-b + sqrt(b * b - a * q)) / a;
    vec3 p = o + d * t;
    float y = p.y - GROUND;
    if (y < -.02 || y > 1.3) return c;
    float turn = (atan(p.x, -p.z) / (2. * PI) + .5) * many;
    float scale = 2. * PI * r / many;
    for (int k = -1; k <= 1; k++) {
        float id = mod(floor(turn) + float(k), many);
        float h = hash11(id * 2.3 + seed);
        if (h < .28) continue;
        float size = mix(.34, .85, hash11(id * 9.1 + seed)) * (r < 4. ? .72 : 1.);
        float x = (turn - floor(turn) - float(k) - .5 - (h - .6) * .7) * scale;
        float sway = look.z * (.3 + WIND) * .05 * sin(TIME * .7 + id * 2. + x) * y;
        vec2 f = vec2(x + sway, y) / size;
        if (abs(f.x) > 1.3 || f.y > 1.1) continue;
        for (int n = 0; n < 7; n++) { // fronds arch out from the foot
            float u = (float(n) - 3.) / 3. + .16 * (hash11(id + float(n) * 3.1) - .5);
            float reach = .95 - .25 * abs(u);
            float s = clamp(f.x / (u * 1.05 + sign(u + .01) * .06), 0., 1.); // along this frond
            float high = reach * (1.75 * s - 1.05 * s * s) * (1. - .45 * abs(u) * s) + .02;
            if (abs(u) < .12) { s = clamp(f.y / reach, 0., 1.); }
            vec2 at_frond = abs(u) < .12 ? vec2(f.x - u * s * .8, 0.) : vec2(0., f.y - high);
            float dist = length(at_frond);
            float leafy = .105 * (1. - s) * smoothstep(0., .2, s) * (.62 + .38 * cos(s * 62.));
            float edge = t * look.w / size * 1.5;
            float m = smoothstep(edge, -edge, dist - leafy) * step(.02, s) * step(s, .985);
            if (m <= 0.) continue;
            float lit = .35 + .65 * s * (.6 + .4 * hash11(float(n) + id));
            vec3 tone = mix(vec3(.17, .27, .15), vec3(.50, .60, .29), lit * (.75 + .3 * hash11(id * 1.7)));
            tone *= .75 + .35 * smoothstep(.03, .0, dist);
            c = mix(c, mix(tone, depths(d), haze), m);
        }
    }
    return c;
}

vec3 ground(vec3 o, vec3 d) {
    float t = (GROUND - o.y) / d.y;
    vec3 p = o + d * t;
    vec2 g = p.xz;
    float wet = in_stream(g);
    float far = smoothstep(2., 26., t);
    float detail = 1. / (1. + t * .14);
    float mossy = fbm(g * .9 + 3.);
    float fine = noise(g * 21.) * .5 + noise(g * 47.) * .5;
    float litter = smoothstep(.55, .75, fbm3(g * 3.1 + 7.));
    vec3 moss = mix(vec3(.27, .33, .19), vec3(.50, .54, .31), mossy * .75 + fine * .45 * detail);
    vec3 earth = mix(vec3(.29, .24, .19), vec3(.52, .42, .31), fine * detail + .25 * mossy);
    vec3 c = mix(moss, earth, litter * .72);
    // fallen leaves
    vec2 cell = floor(g * 7.), in_cell = fract(g * 7.) - .5;
    vec2 jitter = hash22(cell) - .5;
    vec2 q = in_cell - jitter * .5;
    float turn = hash21(cell) * 6.28;
    q = mat2(cos(turn), -sin(turn), sin(turn), cos(turn)) * q;
    float leaf = smoothstep(.16, .12, length(q * vec2(1., 2.1))) * step(.72, hash21(cell + 5.)) * detail;
    c = mix(c, mix(vec3(.55, .30, .10), vec3(.70, .55, .20), hash21(cell + 9.)), leaf);
    // pebbles of the bank
    float shore = smoothstep(.26, .10, wet + .10 * (fine - .5) + .16 * (noise(g * 2.3) - .5));
    vec3 pc = pebbles(g * 9. + .3 * noise(g * 4.));
    float stone = smoothstep(.0, .22, pc.y);
    vec3 pebble = mix(vec3(.36, .35, .34), vec3(.62, .59, .54), pc.z) * (.45 + .55 * stone) * (1.08 - .35 * pc.x);
    c = mix(c, pebble, shore * (.55 + .45 * stone) * mix(1., .4, far));
    // light falls through the leaves in slow patches
    vec2 dp = g * .75 + vec2(.5, .2) * sin(TIME * .09) * look.z * .12;
    float dapple = smoothstep(.46, .70, fbm3(dp + .25 * noise(g * 3. + TIME * .05 * look.z)));
    c *= vec3(.60, .66, .64) + vec3(.70, .62, .40) * dapple * (.75 + .35 * BEAMS);
    if (wet < 0.) {
        float deep = smoothstep(0., -.42, wet);
        float flow = TIME * (.11 + .07 * shown.z) * (.4 + .6 * look.z);
        vec2 w = vec2(g.x - flow, g.y - bank_of(g.x));
        float e = .03;
        vec2 k = vec2(2.6, 6.2);
        float n0 = noise(w * k) + .5 * noise(w * k * 2.4 + vec2(-flow * 2., 3.));
        float nx = noise((w + vec2(e, 0)) * k) + .5 * noise((w + vec2(e, 0)) * k * 2.4 + vec2(-flow * 2., 3.));
        float nz = noise((w + vec2(0, e)) * k) + .5 * noise((w + vec2(0, e)) * k * 2.4 + vec2(-flow * 2., 3.));
        vec2 slope = vec2(nx - n0, nz - n0) / e * .028;
        vec2 bent = g + slope * .5 + d.xz / max(-d.y, .2) * .12;
        vec3 sc = pebbles(bent * 6.5);
        float bed_stone = smoothstep(.0, .25, sc.y);
        vec3 bed = mix(vec3(.28, .27, .21), vec3(.56, .50, .39), sc.z) * (.5 + .5 * bed_stone) * (1.1 - .35 * sc.x);
        float caustic = pow(1. - abs(noise(bent * 6. + vec2(-flow * 1.5, flow)) * 2. - 1.), 6.) * .5;
        bed += vec3(.9, .85, .55) * caustic * (.35 + dapple);
        bed = mix(bed, vec3(.13, .24, .19), deep * .62);
        vec3 n = normalize(vec3(-slope.x, 1., -slope.y));
        vec3 r = reflect(d, n); r.y = abs(r.y) + .02; r = normalize(r);
        vec3 mirror = canopy(r, depths(r), 2.);
        float glance = pow(1. - max(dot(-d, n), 0.), 4.);
        vec3 water = mix(bed, mirror, .10 + .80 * glance);
        float shine = pow(max(dot(r, normalize(vec3(SUN.x * .6, SUN.y, SUN.z))), 0.), 90.);
        water += vec3(1., .95, .75) * shine * .38;
        water += GLADE * smoothstep(.78, .93, n0 * .7) * .10;
        c = mix(c * .62, water, smoothstep(0., -.05, wet));
    }
    vec3 to = light_at() - p;
    c += c * vec3(1., .88, .55) * LIGHT * (.3 + .7 * BREATH) * 1.2 / (1. + dot(to, to) * .7);
    return mix(c, depths(d), far * .86);
}

vec3 place_light(vec3 o, vec3 d) {
    vec3 c;
    float e = d.y / max(length(d.xz), .02);
    if (d.y < -.003) c = ground(o, d);
    else c = depths(d);
    float horizon_mist = exp(-abs(e) * 7.);
    c = mix(c, depths(d), horizon_mist * .55);
    c = canopy(d, c, 0.);
    c = trunks(o, d, c, 34., 88., 5., .72);
    c = trunks(o, d, c, 23., 56., 9., .56);
    c = canopy(d, c, 1.);
    c = trunks(o, d, c, 15., 36., 2., .36);
    c = ferns(o, d, c, 12., 46., 4., .42);
    c = trunks(o, d, c, 10., 24., 7., .20);
    c = canopy(d, c, 2.);
    c = ferns(o, d, c, 7.6, 26., 8., .20);
    c = trunks(o, d, c, 6.4, 13., 3., .05);
    c = ferns(o, d, c, 5., 17., 6., .08);
    c = canopy(d, c, 3.);
    // sunbeams slant through the mist
    vec3 side = normalize(cross(SUN, vec3(0, 1, 0))), high = cross(side, SUN);
    vec2 across = vec2(dot(d, side), dot(d, high)) / max(dot(d, SUN) + 1.15, .2);
    vec2 ring = normalize(across + 1e-4);
    float rays = smoothstep(.42, .85, fbm3(ring * 3.4 + vec2(2., TIME * .012)) + .25 * noise(ring * 11. + TIME * .02));
    float toward = pow(max(dot(d, SUN) * .5 + .5, 0.), 2.2);
    c += vec3(1., .92, .62) * rays * toward * smoothstep(-.75, .25, d.y) * (.12 + .26 * BEAMS + .05 * BREATH * LIGHT);
    // motes that hang in the light
    for (int i = 0; i < 3; i++) {
        float s = 14. + float(i) * 9.;
        vec2 m = vec2(turn_of(d) * 2. * PI, asin(clamp(d.y, -1., 1.))) * s + vec2(TIME * .05, sin(TIME * .11 + float(i)) * .5) * look.z;
        vec2 id = floor(m);
        vec2 at_mote = fract(m) - .5 - (hash22(id + float(i) * 31.) - .5) * .7;
        float on = step(.86, hash21(id + float(i) * 7.)) * (.5 + .5 * sin(TIME * .5 + hash21(id) * 20.));
        c += vec3(1., .95, .66) * on * exp(-dot(at_mote, at_mote) * 420. / (1. + float(i))) * .42 * toward;
    }
    return c + breath_light(o, d, vec3(1., .88, .50)) * .9;
}
