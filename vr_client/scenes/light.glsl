// The breath's light: a soft glow over the place that rises and brightens with the in-breath, and sinks with the out-breath.
const float LIGHT_AHEAD = 3.2; // metres
vec3 light_at() {
    vec3 sitting = vec3(0., mix(-.42, .38, BREATH), -LIGHT_AHEAD);
    vec3 lying = vec3(0., mix(2.35, 2.85, BREATH), mix(-2.15, -1.45, BREATH)); // overhead: towards the crown is up
    return LYING > .5 ? lying : sitting;
}
vec3 breath_light(vec3 o, vec3 d, vec3 tint) {
    vec3 to = light_at() - o;
    float along = max(dot(to, d), 0.);
    float off = length(to - d * along);
    float size = mix(.13, .185, BREATH);
    float bright = .62 + .38 * BREATH;
    float heart = exp(-pow(off / (size * .62), 2.));
    float body = exp(-pow(off / (size * 1.25), 2.));
    float halo = .012 / (.035 + off * off);
    // the person's own breath: a thin ring that widens and narrows with it; their pulse: a faint swelling of the middle
    float ring = exp(-pow((off - mix(.24, .40, own.x)) / .016, 2.)) * .34 * own.y;
    float beat = exp(-pow(off / .05, 2.)) * .10 * own.z * own.w;
    return (tint * (body * .64 + halo * bright + ring) + mix(tint, vec3(1.), .6) * (heart * .52 * bright + beat)) * LIGHT * step(0., dot(to, d));
}
