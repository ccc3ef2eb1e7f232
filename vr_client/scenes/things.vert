// One square for each thing, turned to this eye.
flat out int n;
out vec3 spot;
vec4 seen(vec3 p) {
    vec3 v = p - eye.xyz;
    vec3 q = vec3(dot(v, view_right.xyz), dot(v, view_up.xyz), dot(v, view_back.xyz));
    vec2 low = vec2(view_right.w, eye.w), high = vec2(view_up.w, view_back.w);
    return vec4((2. * q.xy + q.z * (low + high)) / (high - low), -.05, -q.z);
}
void main() {
    n = gl_InstanceID;
    vec2 s = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2. - 1.;
    vec3 back = normalize(eye.xyz - things[n].xyz);
    vec3 right = normalize(cross(vec3(0, 1, 0), back)), up = cross(back, right);
    spot = things[n].xyz + (right * s.x + up * s.y) * things[n].w * 1.5 + back * things[n].w;
    gl_Position = seen(spot);
}
