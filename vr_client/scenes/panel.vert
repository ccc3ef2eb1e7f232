// A board with words: upright, it stays where it is in the place and faces the middle of it.
uniform vec4 spot;   // xyz: its centre; w: its opacity
uniform vec3 facing; // the middle of what it belongs to, so that boards side by side lie in one plane
uniform vec2 reach;  // half width, half height, metres
out vec2 across;
vec4 seen(vec3 p) {
    vec3 v = p - eye.xyz;
    vec3 q = vec3(dot(v, view_right.xyz), dot(v, view_up.xyz), dot(v, view_back.xyz));
    vec2 low = vec2(view_right.w, eye.w), high = vec2(view_up.w, view_back.w);
    vec2 ndc = (2. * q.xy + q.z * (low + high)) / (high - low);
    return vec4(ndc, -.05, -q.z); // w: metres ahead
}
void main() {
    across = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    vec3 back = normalize(-facing);
    vec3 right = normalize(cross(vec3(0, 1, 0), back)), up = cross(back, right);
    vec2 s = (across * 2. - 1.) * reach;
    gl_Position = seen(spot.xyz + right * s.x + up * s.y);
}
