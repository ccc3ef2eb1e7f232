// The night sky over a calm sea: stars and the Milky Way, a low moon and its road, slow waves on a dark sand beach.
const vec3 MOON = normalize(vec3(-.42, .30, -1.));
const vec3 MOONLIGHT = vec3(.72, .80, .95);
#define STARS (.65 + .35 * shown.x)
#define WAVES shown.y
#define MOONRISE (.72 + .28 * shown.z)

vec3 star_field(vec3 d, float scale, float share, float strength) {
    vec3 a = abs(d);
    vec2 uv; float face;
    if (a.y >= a.x && a.y >= a.z) { uv = d.xz / a.y; face = 1.; }
    else if (a.x >= a.z) { uv = d.zy / a.x; face = 2. + step(0., d.x); }
    else { uv = d.xy / a.z; face = 4. + step(0., d.z); }
    uv *= scale;
    vec2 id = floor(uv) + face * 97.;
    vec2 h = hash22(id);
    float there = step(1. - share, hash21(id + 3.3));
    vec2 off = fract(uv) - .5 - (h - .5) * .7;
    float big = pow(hash21(id + 11.), 6.);
    float size = max(.030 + .05 * big, look.w * scale * .75); // never smaller than a pixel, or it would sparkle as the head turns
    float dim = min(1., (.030 + .05 * big) / size);
    float shimmer = 1. - .18 * look.z * (.5 + .5 * sin(TIME * (.5 + h.x) + h.y * 40.));
    vec3 tint = mix(vec3(1., .86, .72), vec3(.74, .84, 1.), h.x);
    return tint * there * exp(-dot(off, off) / (size * size)) * (.25 + 1.6 * big) * shimmer * strength * dim;
}

vec3 night(vec3 d) {
    float up = max(d.y, 0.);
    vec3 c = mix(vec3(.19, .25, .37), vec3(.085, .115, .215), smoothstep(0., .35, up));
    c = mix(c, vec3(.040, .055, .125), smoothstep(.25, 1., up));
    float near_moon = max(dot(d, MOON), 0.);
    c += MOONLIGHT * (.10 * pow(near_moon, 4.) + .16 * pow(near_moon, 24.)) * MOONRISE;
    c += vec3(.16, .10, .13) * exp(-up * 7.) * smoothstep(-.2, 1., d.x) * .55; // the last of the dusk on one side
    return c;
}
vec3 heavens(vec3 d) {
    float up = smoothstep(.02, .30, d.y);
    vec3 c = vec3(0.);
    c += star_field(d, 46., .30, 1.0) + star_field(d.zxy, 90., .34, .55) + star_field(d.yzx, 22., .10, 1.5);
    // the Milky Way
    vec3 pole = normalize(vec3(.62, .38, .50));
    float across = dot(d, pole);
    vec3 along = normalize(cross(pole, vec3(0, 1, 0)));
    vec2 p = normalize(vec2(dot(d, along), dot(d, cross(pole, along))) + 1e-4) * (2.7 + across * 4.2); // a ring: no seam
    float cloud = fbm(p * 1.7 + 2.), dust = fbm(p * 2.7 + 9.);
    float band = exp(-across * across * 17.) * smoothstep(.22, .75, cloud + .25);
    float lane = smoothstep(.46, .70, dust) * exp(-across * across * 60.);
    vec3 milk = mix(vec3(.34, .40, .60), vec3(.62, .52, .55), smoothstep(.4, .75, cloud)) * band * (1. - .75 * lane);
    c += milk * .62;
    c += star_field(d.xzy * vec3(1, 1, -1), 150., .5, .5) * band * (1. - lane);
    return c * up * STARS;
}
vec3 moon(vec3 d) {
    float x = dot(d, MOON);
    vec3 side = normalize(cross(MOON, vec3(0, 1, 0))), high = cross(side, MOON);
    vec2 f = vec2(dot(d, side), dot(d, high)) / .034;
    float r = length(f);
    float face = smoothstep(1.02, .96, r) * step(0., x);
    float seas = smoothstep(.40, .66, fbm(f * 1.4 + 4.)) * .30;
    float limb = sqrt(max(1. - r * r, 0.));
    vec3 c = vec3(.98, .96, .90) * (.80 - seas) * (.75 + .3 * limb) * face;
    return c * MOONRISE + MOONLIGHT * (.05 / (.05 + pow(max(r - .9, 0.), 1.4))) * .34 * step(0., x) * (1. - face) * MOONRISE;
}
vec3 clouds(vec3 d, vec3 c) {
    float e = d.y;
    vec2 p = bearing(d) * 3.4 + vec2(TIME * .0022, 0.);
    float bank = fbm(vec2(p.x + p.y * .3, p.y) * 1.3 + vec2(0., e * 16.));
    float m = smoothstep(.50, .74, bank) * smoothstep(.0, .05, e) * smoothstep(.30, .08, e);
    float toward = pow(max(dot(d, MOON), 0.), 8.);
    return mix(c, mix(vec3(.15, .19, .29), vec3(.62, .68, .80), toward), m * .72);
}

vec3 sea(vec3 o, vec3 d, float t, vec3 p) {
    float far = 1. / (1. + t * .022);
    float s = TIME * (.40 + .12 * WAVES);
    float live = look.z;
    vec2 g = p.xz;
    vec2 slope = vec2(0.);
    slope += .050 * vec2(.15, 1.) * cos(g.y * .62 + g.x * .09 - s * .9) * live;
    slope += .032 * vec2(.5, .86) * cos(dot(g, vec2(.5, .86)) * 1.3 - s * 1.25) * live;
    slope += .024 * vec2(-.6, .8) * cos(dot(g, vec2(-.6, .8)) * 2.1 - s * 1.6) * live;
    float e = .07;
    vec2 q = g * vec2(.9, 1.6);
    float n0 = noise(q * 1.5 + s * .6) + .5 * noise(q * 3.6 - s * .8) + .25 * noise(q * 8. + s);
    float nx = noise((q + vec2(e, 0)) * 1.5 + s * .6) + .5 * noise((q + vec2(e, 0)) * 3.6 - s * .8) + .25 * noise((q + vec2(e, 0)) * 8. + s);
    float nz = noise((q + vec2(0, e)) * 1.5 + s * .6) + .5 * noise((q + vec2(0, e)) * 3.6 - s * .8) + .25 * noise((q + vec2(0, e)) * 8. + s);
    slope += vec2(nx - n0, nz - n0) / e * .045;
    slope *= mix(.35, 1., far);
    vec3 n = normalize(vec3(-slope.x, 1., -slope.y));
    vec3 r = reflect(d, n); r.y = abs(r.y); r = normalize(r);
    float glance = pow(1. - max(dot(-d, n), 0.), 5.);
    vec3 c = mix(vec3(.030, .075, .115), night(r), .08 + .82 * glance);
    // the moon's road, broken by the waves
    vec3 flat_moon = normalize(vec3(MOON.x, MOON.y, MOON.z));
    float road = pow(max(dot(r, flat_moon), 0.), 70.) * .75 + pow(max(dot(r, flat_moon), 0.), 900.) * 1.3 + pow(max(dot(r, flat_moon), 0.), 12.) * .10;
    c += MOONLIGHT * road * MOONRISE;
    vec3 to = light_at(); to.y = 2. * p.y - to.y; to -= o;
    vec3 dd = normalize(d - vec3(slope.x, 0., slope.y) * 1.1);
    float off = length(to - dd * max(dot(to, dd), 0.));
    c += vec3(.55, .80, 1.) * LIGHT * (.34 * exp(-off * off * 7.) + .02 / (.1 + off * off)) * (.4 + .6 * BREATH);
    return mix(c, night(normalize(vec3(d.x, .015, d.z))), smoothstep(20., 190., t) * .85);
}

vec3 shore(vec3 o, vec3 d) {
    float t = (GROUND - .06 - o.y) / d.y;
    vec3 p = o + d * t;
    float bay = -3.4 + .5 * sin(p.x * .23) + .25 * noise(vec2(p.x * .5, 1.));
    // a wave comes in and goes out once in about eleven seconds
    float swash = (.5 - .5 * cos(TIME * .57 + .35 * sin(p.x * .4) + noise(vec2(p.x * .6, 7.)) * 1.4)) * look.z;
    float reach = bay + (.35 + .75 * swash) * (.8 + .35 * WAVES) + .16 * noise(vec2(p.x * 1.7, floor(TIME / 40.)));
    float in_water = reach - p.z; // metres beyond the water's edge
    float fine = noise(p.xz * 60.) * .5 + noise(p.xz * 130.) * .5;
    float ripple = noise(vec2(p.x * 1.3, p.z * 9. + noise(p.xz * 1.4) * 3.));
    float detail = 1. / (1. + t * .2);
    vec3 sand = mix(vec3(.17, .175, .20), vec3(.27, .27, .29), ripple * .6 + fine * .5 * detail);
    float wet = smoothstep(bay + 1.55, bay + .75, p.z + .2 * ripple);
    vec3 n = normalize(vec3((fine - .5) * .05, 1., (ripple - .5) * .08));
    vec3 r = reflect(d, n); r.y = abs(r.y);
    float glance = pow(1. - max(dot(-d, n), 0.), 4.);
    vec3 c = mix(sand * (.85 + .35 * MOONRISE), sand * .50 + night(r) * (.18 + .75 * glance) + MOONLIGHT * pow(max(dot(r, MOON), 0.), 40.) * .30, wet);
    // a few smooth stones
    vec2 cell = floor(p.xz * 1.6), f = fract(p.xz * 1.6) - .5 - (hash22(cell) - .5) * .6;
    float stone = step(.86, hash21(cell + 2.)) * smoothstep(.13, .11, length(f * vec2(1., 1.35)));
    c = mix(c, mix(vec3(.10, .11, .14), vec3(.34, .37, .44), smoothstep(.08, -.10, f.y + f.x * .4)), stone * step(in_water, 0.));
    vec3 to = light_at() - p;
    c += c * vec3(.55, .8, 1.) * LIGHT * (.3 + .7 * BREATH) * 2.2 / (1. + dot(to, to) * .6);
    if (in_water > 0.) {
        vec3 w = sea(o, d, t, p);
        float thin = smoothstep(0., 1.5, in_water);
        c = mix(mix(c * .55, w, .55), w, thin);
        float lace = fbm(vec2(p.x * 3.2, p.z * 3.6) + vec2(.0, -swash * 1.1));
        float foam = smoothstep(.22, .0, in_water) * smoothstep(.28, .55, lace + .20)
            + smoothstep(1.5, .1, in_water) * smoothstep(.56, .66, lace) * .55;
        c = mix(c, vec3(.66, .73, .82), clamp(foam, 0., 1.) * .72);
        // faint sea-light in the foam, with the breath
        c += vec3(.10, .52, .62) * smoothstep(.9, .05, in_water) * smoothstep(.40, .62, lace) * (.12 + .42 * BREATH * LIGHT);
    }
    return c;
}

vec3 place_light(vec3 o, vec3 d) {
    vec3 c;
    if (d.y > 0.) c = clouds(d, night(d) + heavens(d)) + moon(d);
    else c = shore(o, d);
    // headlands, far off on both sides
    vec2 b = bearing(d);
    float e = d.y / max(length(d.xz), .001);
    float sideways = smoothstep(.50, 1., abs(b.x) + .12 * b.y) ;
    sideways *= sideways;
    float h = .085 * sideways * (.45 + .8 * noise(b * 3. + 5.) + .25 * noise(b * 11.)) + .02 * smoothstep(.2, 1., b.y) ;
    float behind = smoothstep(.05, .75, b.y);
    h += .16 * behind * (.5 + .5 * noise(b * 4. + 8.) + .12 * noise(b * 17.)); // dunes at the back
    float inside = smoothstep(-.0015, .0015, h - e) * smoothstep(.0, .006, h) ;
    vec3 land = mix(vec3(.085, .11, .17), vec3(.15, .155, .18), behind * noise(b * 30. + e * 60.));
    c = mix(c, land, inside * step(0., e));
    c += vec3(.18, .23, .33) * exp(-abs(e) * 30.) * .30;
    return c + breath_light(o, d, vec3(.56, .80, 1.)) * .95;
}
