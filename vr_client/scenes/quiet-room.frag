// A quiet room at dusk: wooden floor, a rug, a low table, a wide window on a garden, a lamp, a plant, a linen curtain.
const vec3 ROOM_LOW = vec3(-2.6, GROUND, -3.4), ROOM_HIGH = vec3(2.6, 1.55, 2.6);
const vec2 WIN_LOW = vec2(-1.35, -.42), WIN_HIGH = vec2(1.35, 1.02); // on the wall ahead
const vec3 LAMP = vec3(1.82, -.02, -2.72);
const vec3 TABLE = vec3(0., -.76, -1.62);
#define DUSK (.80 + .25 * shown.x)
#define LAMPLIGHT (.72 + .36 * shown.y)

vec3 garden(vec3 o, vec3 d) { // what the window shows: evening sky, hills, near leaves that sway
    float e = d.y / max(-d.z, .05), a = d.x / max(-d.z, .05);
    vec3 c = mix(vec3(1.04, .80, .58), vec3(.70, .62, .70), smoothstep(-.02, .32, e));
    c = mix(c, vec3(.44, .49, .66), smoothstep(.25, .9, e));
    float wisps = smoothstep(.45, .8, fbm(vec2(a * 1.2 + TIME * .004, e * 5.)));
    c = mix(c, vec3(1., .74, .58), wisps * .45 * smoothstep(0., .2, e));
    float hill = .055 + .05 * noise(vec2(a * 2.2, 4.)) + .02 * noise(vec2(a * 7., 1.));
    c = mix(c, vec3(.60, .55, .64), smoothstep(.003, -.003, e - hill));
    hill = .012 + .045 * noise(vec2(a * 3.1 + 5., 7.)) + .012 * noise(vec2(a * 21., 3.));
    c = mix(c, mix(vec3(.50, .52, .56), vec3(.62, .58, .58), smoothstep(.05, -.02, e)), smoothstep(.003, -.003, e - hill));
    float trees = -.030 + .070 * noise(vec2(a * 4.2 + 3., 8.)) + .030 * noise(vec2(a * 17., 2.)) + .014 * noise(vec2(a * 45., 6.));
    float leafy = noise(vec2(a * 60., e * 60.)) * .6 + noise(vec2(a * 22., e * 26.)) * .4;
    c = mix(c, mix(vec3(.26, .33, .30), vec3(.47, .50, .36), leafy), smoothstep(.004, -.004, e - trees));
    float lawn = smoothstep(-.055, -.065, e + .012 * noise(vec2(a * 9., 3.)));
    float stripes = fbm3(vec2(a / max(-e, .05) * 1.3, 1. / max(-e, .05)));
    c = mix(c, mix(vec3(.66, .64, .42), vec3(.40, .48, .30), smoothstep(-.06, -.30, e)) * (.86 + .28 * stripes), lawn);
    for (int i = 0; i < 3; i++) { // lavender along the wall
        float row = -.12 - float(i) * .055;
        float bush = row + .05 * noise(vec2(a * (16. - float(i) * 3.) + float(i) * 7., 5.)) + .02 * noise(vec2(a * 70., float(i)));
        vec3 bloom = mix(vec3(.34, .40, .30), vec3(.60, .50, .66), smoothstep(row - .02, row + .04, e) * (.5 + leafy * .6));
        c = mix(c, bloom, smoothstep(.004, -.004, e - bush) * smoothstep(.1, .5, noise(vec2(a * 2.3 + float(i) * 4., 9.)) + .12));
    }
    for (int i = 0; i < 2; i++) { // a branch at the side, near the glass
        float n = float(i);
        float z = -4.6 - n * 1.1;
        vec3 p = o + d * ((z - o.z) / d.z);
        vec2 q = p.xy * (2.6 - n * .5) + vec2(n * 5., 0.);
        q += look.z * .05 * vec2(sin(TIME * .5 + p.y * 2. + n), sin(TIME * .37 + p.x * 2.));
        float hang = smoothstep(.35, 1.7, p.y * .75 - p.x * (n < .5 ? .80 : -.95) - .1);
        vec3 cells = pebbles(q * 3.6 + .5 * vec2(noise(q * 3.), noise(q * 3. + 7.)));
        float leaves = fbm(q * 1.4) + .55 * (.5 - cells.x);
        float m = smoothstep(.60, .66, leaves * .62 + hang * .50);
        c = mix(c, mix(vec3(.20, .27, .20), vec3(.52, .50, .27), cells.z * (1. - cells.x)), m * .9);
    }
    return c * DUSK;
}

float box2(vec2 p, vec2 b) { vec2 q = abs(p) - b; return length(max(q, 0.)) + min(max(q.x, q.y), 0.); }
float box3(vec3 p, vec3 b) { vec3 q = abs(p) - b; return length(max(q, 0.)) + min(max(q.x, max(q.y, q.z)), 0.); }
float can(vec3 p, float r, float h) { vec2 q = vec2(length(p.xz) - r, abs(p.y) - h); return min(max(q.x, q.y), 0.) + length(max(q, 0.)); }

// What stands in the room; which: 1 table, 2 lamp stand, 3 lamp shade, 4 pot, 5 leaves, 6 cushion, 7 shelf and books.
vec2 nearer(vec2 a, vec2 b) { return a.x < b.x ? a : b; }
vec2 furniture(vec3 p) {
    vec2 best = vec2(1e3, 0.);
    vec3 q = p - TABLE;
    float top = box3(q + vec3(0, .02, 0), vec3(1.32, .022, .40)) - .012;
    vec3 leg = vec3(abs(q.x) - 1.12, q.y + .22, abs(q.z) - .28);
    best = vec2(min(top, can(leg, .028, .18) - .004), 1.);
    q = p - vec3(LAMP.x, GROUND, LAMP.z);
    best = nearer(best, vec2(min(can(q - vec3(0, .5, 0), .016, .5), can(q - vec3(0, .015, 0), .17, .012) - .004), 2.));
    q = p - LAMP;
    float cone = length(q.xz) - mix(.27, .19, smoothstep(-.2, .2, q.y));
    best = nearer(best, vec2(max(abs(cone) - .006, abs(q.y) - .20) * .9, 3.));
    q = p - vec3(-1.95, GROUND + .22, -2.70);
    best = nearer(best, vec2(max(length(q.xz) - mix(.17, .24, smoothstep(-.22, .22, q.y)), abs(q.y) - .22) * .9 - .01, 4.));
    if (length(p - vec3(-1.95, GROUND + 1.0, -2.70)) < 1.05) {
        for (int i = 0; i < 9; i++) { // the plant's leaves: thin ovals that arch outwards
            float n = float(i), a = n * 2.4, rise = .62 + .40 * hash11(n * 3.);
            vec3 f = p - vec3(-1.95, GROUND + .40, -2.70);
            float ca = cos(a), sa = sin(a);
            f = vec3(f.x * ca + f.z * sa, f.y, -f.x * sa + f.z * ca);
            float s = clamp(f.x / .52, 0., 1.);
            float sway = look.z * .012 * sin(TIME * .5 + n) * s;
            float high = rise * (1.9 * s - 1.15 * s * s) + .10 * s + sway;
            float wide = .115 * sin(PI * clamp(s * 1.02, 0., 1.)) + .006;
            float d = max(max(abs(f.y - high) * .55 - .008, abs(f.z) - wide), max(-f.x, f.x - .52));
            best = nearer(best, vec2(d * .62, 5.));
        }
    }
    q = p - vec3(-1.15, GROUND + .10, -.95);
    best = nearer(best, vec2((length(q / vec3(.34, .11, .34)) - 1.) * .10, 6.));
    q = p - vec3(-2.42, .12, -1.4);
    float off_shelf = box3(q - vec3(0, .17, 0), vec3(.17, .20, .76));
    if (off_shelf > .15) return nearer(best, vec2(off_shelf, 7.));
    float shelf = box3(q, vec3(.17, .018, .75)) - .004;
    float bz = (q.z + .68) / .055, id = floor(bz);
    float tall = .10 + .055 * hash11(id * 3.7);
    float book = box3(vec3(q.x + .02, q.y - .02 - tall, (fract(bz) - .5) * .055), vec3(.115 + .02 * hash11(id), tall, .0235));
    if (abs(q.z) > .68 || hash11(id * 9.1) < .16) book = .08;
    best = nearer(best, vec2(min(shelf, 1e3), 7.));
    return nearer(best, vec2(book * .7, 8. + .01 * mod(id, 40.)));
}

float lamp_at(vec3 p, vec3 n) {
    vec3 to = LAMP - p;
    float d2 = dot(to, to);
    float up = abs(to.y) / sqrt(d2 + .001);
    return (.25 + .75 * smoothstep(.25, .85, up)) * (.35 + .65 * max(dot(n, normalize(to)), 0.)) / (1. + d2 * .55) * LAMPLIGHT * (1. + .10 * (BREATH - .5) * LIGHT);
}
float window_at(vec3 p, vec3 n) { // soft light from the window, as from a few lamps spread over it
    float sum = 0.;
    for (int i = 0; i < 4; i++) {
        vec3 w = vec3(mix(WIN_LOW.x, WIN_HIGH.x, float(i & 1) * .6 + .2), mix(WIN_LOW.y, WIN_HIGH.y, float(i >> 1) * .6 + .2), ROOM_LOW.z);
        vec3 to = w - p;
        float d2 = dot(to, to);
        vec3 l = to * inversesqrt(d2 + .001);
        sum += max(dot(n, l) * .8 + .2, 0.) * max(-l.z, 0.05) / (.6 + d2 * .32);
    }
    return sum * .25 * DUSK;
}
vec3 lighted(vec3 base, vec3 p, vec3 n) {
    vec3 c = base * (vec3(.56, .51, .50) + vec3(1., .80, .66) * window_at(p, n) * .95 + vec3(1., .68, .36) * lamp_at(p, n) * 1.35);
    vec3 to = light_at() - p;
    return c + base * vec3(1., .80, .5) * LIGHT * (.3 + .7 * BREATH) * .8 / (1. + dot(to, to));
}

vec3 walls(vec3 o, vec3 d, float t, vec3 p, vec3 n) {
    vec3 corner = min(p - ROOM_LOW, ROOM_HIGH - p);
    vec3 c3 = corner + abs(n) * 10.;
    float dark = 1. - .30 * exp(-min(c3.x, min(c3.y, c3.z)) * 5.5);
    if (n.y > .5) { // floor
        float plank = p.x / .145, id = floor(plank);
        float along = p.z * .5 + hash11(id * 3.3) * 3.;
        float piece = floor(along);
        float grain = fbm(vec2(p.x * 9. + id * 7., p.z * 1.1 + piece * 5.));
        float fine = noise(vec2(p.x * 70. + id * 3., p.z * 4.));
        vec3 wood = mix(vec3(.46, .36, .28), vec3(.64, .52, .41), grain * .75 + fine * .2) * (.86 + .25 * hash11(id + piece * 13.));
        float seam = smoothstep(.0, .035, fract(plank)) * smoothstep(1., .965, fract(plank)) * smoothstep(0., .012, fract(along));
        wood *= mix(.45, 1., seam);
        vec2 r = p.xz - vec2(0., -.75);
        float rug = box2(r, vec2(1.28, .98)) - .04;
        if (rug < 0.) { // woven wool with a quiet border
            float weave = .5 + .5 * sin(p.x * 380.) * sin(p.z * 380.);
            float border = smoothstep(.012, .0, abs(rug + .16) - .022) + smoothstep(.012, .0, abs(rug + .24) - .007);
            vec3 wool = mix(vec3(.66, .60, .52), vec3(.72, .66, .58), noise(p.xz * 9.)) * (.92 + .1 * weave / (1. + t));
            vec2 k = abs(fract(r * 2.2 + .5) - .5);
            float diamond = smoothstep(.02, .0, abs(k.x + k.y - .28) - .012) * step(rug, -.33);
            wool = mix(wool, vec3(.42, .47, .52), clamp(border + diamond * .6, 0., 1.) * .75);
            return lighted(wool * dark, p, n) * smoothstep(-.0, -.03, rug) + lighted(wood * .5, p, n) * smoothstep(-.03, 0., rug);
        }
        wood *= 1. - .38 * smoothstep(.10, .0, rug);
        vec3 shade = p - TABLE;
        wood *= 1. - .35 * smoothstep(.35, -.1, box2(shade.xz, vec2(1.3, .4)));
        vec3 c = lighted(wood * dark, p, n);
        vec3 m = reflect(d, normalize(vec3((fine - .5) * .03, 1., (grain - .5) * .03))); // the window in the polish
        float k = (ROOM_LOW.z - p.z) / min(m.z, -.001);
        vec3 w = p + m * k;
        float in_window = smoothstep(.14, -.14, box2(w.xy - (WIN_LOW + WIN_HIGH) * .5, (WIN_HIGH - WIN_LOW) * .5)) * step(m.z, 0.);
        return c + vec3(.9, .66, .5) * in_window * (.05 + .45 * pow(1. - max(dot(-d, n), 0.), 4.)) * DUSK;
    }
    if (n.y < -.5) return lighted(vec3(.80, .77, .72) * dark, p, n);
    vec3 plaster = mix(vec3(.74, .70, .65), vec3(.79, .75, .69), fbm3(p.xy * 1.6 + p.zz * 1.3)) * (.98 + .03 * noise((p.xy + p.zz) * 40.));
    if (n.z > .5) { // the wall with the window
        vec2 mid = (WIN_LOW + WIN_HIGH) * .5, half_ = (WIN_HIGH - WIN_LOW) * .5;
        float w = box2(p.xy - mid, half_);
        if (w < 0.) {
            float bars = min(abs(p.x - mid.x), min(abs(abs(p.x - mid.x) - half_.x * .5) + 10., abs(p.y - (mid.y + .28))));
            float frame = min(-w - .045, bars - .016);
            float edge = t * look.w;
            vec3 out_ = garden(o, d);
            vec3 bar = lighted(vec3(.80, .77, .72), p, normalize(vec3(0, .3, 1))) * .78;
            vec3 c = mix(bar, out_, smoothstep(-edge, edge, frame));
            float veil = smoothstep(.0, .40, abs(p.x - mid.x) - half_.x + .52); // linen at both sides
            float fold = .5 + .5 * sin(p.x * 46. + 1.6 * noise(vec2(p.x * 7., 2.)) + look.z * .35 * sin(TIME * .4 + p.y * 1.4 + p.x * 3.));
            vec3 linen = mix(vec3(.66, .58, .52), vec3(.96, .86, .74), fold) * (.62 + .35 * DUSK);
            return mix(c, mix(linen, linen * .7 + out_ * .35, .55), smoothstep(.30, .42, veil) * .93);
        }
        float sill = box2(p.xy - vec2(mid.x, WIN_LOW.y - .035), vec2(half_.x + .09, .028));
        if (sill < 0.) return lighted(vec3(.80, .77, .72), p, vec3(0, .7, .7));
        plaster *= 1. - .30 * smoothstep(.10, .0, sill);
        float trim = smoothstep(.055, .05, w);
        plaster = mix(plaster, vec3(.80, .77, .72), trim);
        // a curtain beside the window
        float side = abs(p.x - mid.x) - half_.x;
        if (side > -.02 && side < .34 && p.y > ROOM_LOW.y + .06) {
            float fold = .5 + .5 * sin(p.x * 46. + 1.6 * noise(vec2(p.x * 7., 2.)) + look.z * .35 * sin(TIME * .4 + p.y * 1.4 + p.x * 3.));
            vec3 linen = mix(vec3(.60, .55, .50), vec3(.80, .75, .68), fold);
            plaster = mix(plaster, linen * 1.02, smoothstep(.34, .31, side));
        }
        float rail = abs(p.y - (WIN_HIGH.y + .17)) - .014;
        if (rail < 0. && abs(p.x) < half_.x + .42) return lighted(vec3(.36, .27, .20), p, n);
    } else if (n.z < -.5) { // the door, behind
        vec2 q = vec2(p.x + .7, p.y - GROUND - 1.02);
        float f = box2(q, vec2(.45, 1.02));
        if (f < .07) {
            vec3 paint = vec3(.74, .75, .71);
            float panels = box2(vec2(abs(q.x) - .205, abs(q.y - .02) - .48), vec2(.14, .36));
            paint *= 1. - .28 * smoothstep(.022, .0, abs(panels + .01)) + .05 * step(panels, -.03);
            paint *= f > -.004 && f < .004 ? .45 : 1.;
            float knob = length(q - vec2(.36, -.06));
            paint = mix(paint, vec3(.80, .62, .34) * (1.25 - 12. * knob), smoothstep(.034, .030, knob));
            return lighted(paint * dark, p, n);
        }
    } else if (n.x < -.5) { // a picture on the wall to the right
        vec2 q = vec2(p.z + 1.1, p.y - .42);
        float f = box2(q, vec2(.46, .34));
        if (f < 0.) {
            vec3 art = mix(vec3(.84, .78, .68), vec3(.62, .68, .70), smoothstep(-.05, .2, q.y));
            art = mix(art, vec3(.44, .52, .50), smoothstep(.01, -.01, q.y - .05 * noise(vec2(q.x * 6., 1.)) + .02));
            art = mix(art, vec3(.30, .38, .38), smoothstep(.01, -.01, q.y + .10 - .06 * noise(vec2(q.x * 5. + 3., 4.))));
            art = mix(art, vec3(.92, .70, .48), smoothstep(.052, .046, length(q - vec2(.14, .13))));
            vec3 c = f > -.035 ? vec3(.40, .30, .22) : f > -.10 ? vec3(.86, .84, .80) : art;
            return lighted(c * dark, p, n);
        }
        plaster *= 1. - .25 * smoothstep(.05, .0, f) * step(q.y, .34);
    }
    float skirting = p.y - ROOM_LOW.y;
    if (skirting < .10) plaster = vec3(.80, .77, .72) * (.9 + .1 * smoothstep(.10, .09, skirting));
    return lighted(plaster * dark, p, n);
}

void reach(inout vec2 span, vec3 o, vec3 inv, vec3 low, vec3 high) {
    vec3 a = (low - o) * inv, b = (high - o) * inv;
    vec3 near3 = min(a, b), far3 = max(a, b);
    float near = max(max(near3.x, near3.y), max(near3.z, 0.)), far = min(far3.x, min(far3.y, far3.z));
    if (near < far) span = vec2(min(span.x, near), max(span.y, far));
}

vec3 place_light(vec3 o, vec3 d) {
    vec3 inv = 1. / (d + vec3(equal(d, vec3(0.))) * 1e-5);
    vec3 far3 = max((ROOM_LOW - o) * inv, (ROOM_HIGH - o) * inv);
    float t = min(far3.x, min(far3.y, far3.z));
    vec3 n = -sign(d) * step(far3, vec3(t));
    vec3 c = walls(o, d, t, o + d * t, n);
    vec2 span = vec2(1e3, 0.); // from where to where this ray can meet furniture at all
    reach(span, o, inv, TABLE - vec3(1.36, .42, .46), TABLE + vec3(1.36, .05, .46));
    reach(span, o, inv, vec3(-2.52, GROUND, -3.35), vec3(-1.38, .12, -2.15));
    reach(span, o, inv, LAMP - vec3(.30, 1.2, .30), LAMP + vec3(.30, .24, .30));
    reach(span, o, inv, vec3(-1.51, GROUND, -1.31), vec3(-.79, GROUND + .23, -.59));
    reach(span, o, inv, vec3(-2.6, .08, -2.2), vec3(-2.2, .52, -.6));
    float s = span.x;
    t = min(t, span.y);
    vec2 hit = vec2(1e3, 0.);
    for (int i = 0; i < 56; i++) {
        if (s > t) break;
        hit = furniture(o + d * s);
        if (hit.x < .0015 * s) break;
        s += hit.x;
    }
    if (s < t && hit.x < .01) {
        vec3 p = o + d * s;
        vec2 e = vec2(.002 + .0008 * s, 0);
        vec3 m = normalize(vec3(furniture(p + e.xyy).x - furniture(p - e.xyy).x, furniture(p + e.yxy).x - furniture(p - e.yxy).x, furniture(p + e.yyx).x - furniture(p - e.yyx).x));
        vec3 base = vec3(.5);
        float id = hit.y;
        if (id < 1.5) base = mix(vec3(.42, .32, .25), vec3(.58, .46, .36), fbm(vec2(p.x * 1.6, p.z * 16.)));
        else if (id < 2.5) base = vec3(.26, .22, .19);
        else if (id < 3.5) base = vec3(.93, .84, .68);
        else if (id < 4.5) base = mix(vec3(.60, .36, .26), vec3(.72, .47, .35), noise(p.xy * 14.));
        else if (id < 5.5) base = mix(vec3(.12, .27, .13), vec3(.38, .52, .22), smoothstep(GROUND + .5, GROUND + 1.35, p.y) * .7 + .3 * noise(p.xz * 20.));
        else if (id < 6.5) base = mix(vec3(.36, .44, .48), vec3(.42, .50, .54), noise(p.xz * 60.));
        else if (id < 7.5) base = vec3(.46, .33, .23);
        else {
            float book = fract(id) * 100.;
            float k = hash11(book * 5.3);
            base = k < .25 ? vec3(.52, .30, .25) : k < .5 ? vec3(.30, .38, .44) : k < .75 ? vec3(.70, .62, .48) : vec3(.36, .42, .33);
        }
        c = lighted(base, p, m);
        if (id > 2.5 && id < 3.5) c = vec3(1., .80, .52) * (.72 + .28 * smoothstep(.22, -.05, abs(p.y - LAMP.y))) * LAMPLIGHT * (1. + .06 * (BREATH - .5) * LIGHT);
        else c *= .72 + .28 * clamp(furniture(p + m * .12).x / .12, 0., 1.);
    }
    vec3 to = LAMP - o;
    float off = length(to - d * max(dot(to, d), 0.));
    c += vec3(1., .66, .34) * LAMPLIGHT * (.055 / (.18 + off * off)) * .5;
    return c + breath_light(o, d, vec3(1., .76, .46)) * .9;
}
