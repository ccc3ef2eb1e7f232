"""The headset through OpenXR: session states, frames, spaces, lenses. The only module that imports `xr`."""

from __future__ import annotations

import contextlib
import ctypes
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import tan
from types import TracebackType
from typing import Any, Self

import moderngl
import numpy as np
import xr

from vr_client.frames import Frame, NoHeadset, RuntimeGone, plain_words
from vr_client.glcontext import EglContext, GlContext
from vr_client.hands import Hand, Hands
from vr_client.refresh import Refresh, within
from vr_client.views import View

__all__ = ["Frame", "Headset", "NoHeadset", "RuntimeGone", "needs_window", "offered_extensions"]

#: Colour formats, best first: sRGB, whose bytes are what our shaders write (GL_SRGB8_ALPHA8, GL_RGBA8).
FORMATS = (0x8C43, 0x8058)
WINDOWLESS = "XR_MNDX_egl_enable"
HAND_PROFILE, RATES, PRESENCE = "XR_EXT_hand_interaction", "XR_FB_display_refresh_rate", "XR_EXT_user_presence"
MASKS, FLOOR = "XR_KHR_visibility_mask", "XR_EXT_local_floor"
#: Used where they are offered, and what each tells, for the doctor.
WANTED = {
    HAND_PROFILE: "hands without controllers",
    RATES: "pictures a second",
    PRESENCE: "whether it is worn",
    MASKS: "the lenses' shape",
    FLOOR: "the floor",
}
STEREO = xr.ViewConfigurationType.PRIMARY_STEREO
#: The place stands in LOCAL; the others say where the head and the floor are.
SPACES = {
    "view": xr.ReferenceSpaceType.VIEW,
    "local": xr.ReferenceSpaceType.LOCAL,
    "stage": xr.ReferenceSpaceType.STAGE,
    "local floor": xr.ReferenceSpaceType.LOCAL_FLOOR,
}
LOST = (xr.InstanceLostError, xr.SessionLostError, xr.RuntimeFailureError)
LEAVE_SECONDS = 3.0


@dataclass(slots=True)
class Eye:
    swapchain: Any
    pictures: list[moderngl.Framebuffer]
    size: tuple[int, int]
    layer: Any = None


@dataclass(slots=True)
class Headset:
    """One session on a headset, as a context manager. Raises NoHeadset if there is none."""

    gl: GlContext
    drawing: moderngl.Context
    states: list[str] = field(default_factory=list)
    belly: Hand | None = None  # the hand whose controller rests on the belly
    runtime: str = ""
    extensions: frozenset[str] = frozenset()
    spaces: dict[str, Any] = field(default_factory=dict)
    refresh: Refresh = field(default_factory=Refresh)
    _instance: Any = None
    _session: Any = None
    _eyes: list[Eye] = field(default_factory=list)
    _masks: tuple[Any, ...] = ()
    _hands: Any = None
    _running: bool = False
    _ended: bool = False
    _recentre_at: int | None = None
    _present: bool = True
    _position_known: bool = False

    def __enter__(self) -> Self:
        try:
            self._open()
        except NoHeadset:
            self._close()
            raise
        except xr.exception.ResultException as problem:
            self._close()
            raise NoHeadset(plain_words(problem)) from problem
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        self._close()

    # --- frames -----------------------------------------------------------------------------------

    def frames(self) -> Iterator[Frame]:
        """Frames until the session ends. A frame that was handed out is always finished, also when its reader stops
        in the middle or fails. Raises RuntimeGone if the runtime or the session is lost."""
        try:
            while not self._ended:
                self._read_events()
                if self._ended:
                    return
                if not self._running:
                    time.sleep(0.02)
                    continue
                yield from self._one_frame()
        except LOST as problem:
            self._note("LOST")
            self._ended, self._running = True, False
            raise RuntimeGone("The headset's software went away.") from problem

    def leave(self) -> None:
        """Ask the runtime to end the session; the frames end soon after."""
        if self._running and not self._ended:
            xr.request_exit_session(self._session)

    def shake(self, strength: float, seconds: float) -> None:
        """Let the hands feel something, 0-1. Nothing happens where nothing can be felt, or while not in front."""
        if self._running and self.states[-1:] == ["FOCUSED"]:
            try:
                self._hands.shake(strength, seconds)
            except LOST as problem:
                raise RuntimeGone("The headset's software went away.") from problem

    def floor_metres(self, at: int | None = None) -> float | None:
        """How high the head is over the floor now; None where the runtime knows no floor or no head."""
        floor = self.spaces.get("local floor") or self.spaces.get("stage")
        if not floor or at is None:
            return None
        found = xr.locate_space(self.spaces["view"], floor, at)
        known = found.location_flags & xr.SpaceLocationFlags.POSITION_VALID_BIT
        return float(found.pose.position.y) if known else None

    def _one_frame(self) -> Iterator[Frame]:
        state = xr.wait_frame(self._session, xr.FrameWaitInfo())
        xr.begin_frame(self._session, xr.FrameBeginInfo())
        layers: list[Any] = []
        held: list[Eye] = []
        at = state.predicted_display_time
        try:
            eyes: list[tuple[View, moderngl.Framebuffer]] = []
            tracked = True
            if state.should_render:
                flags, located = self._views(at)
                tracked = self._tracked(flags)
                for eye, view in zip(self._eyes, located, strict=True):
                    index = xr.acquire_swapchain_image(eye.swapchain, xr.SwapchainImageAcquireInfo())
                    xr.wait_swapchain_image(eye.swapchain, xr.SwapchainImageWaitInfo(timeout=xr.INFINITE_DURATION))
                    held.append(eye)
                    eye.layer = projected(eye, view)
                    eyes.append((plain_view(view), eye.pictures[index]))
            self._hold_rate(at / 1e9, state.predicted_display_period / 1e9, bool(eyes))
            seen = self._hands.see(at, self.spaces["local"])
            yield Frame(
                seconds=at / 1e9,
                period_seconds=state.predicted_display_period / 1e9,
                eyes=eyes,
                pressed=seen.pressed,
                focused=self.states[-1:] == ["FOCUSED"] and self._present,
                tracked=tracked,
                recentred=self._take_recentred(at),
                holding=seen.holding,
                nudge=seen.nudge,
                device=self._hands.device,
                belly=seen.belly,
                masks=self._masks,
            )
            if held:
                views = [eye.layer for eye in held]
                layers = [xr.CompositionLayerProjection(space=self.spaces["local"], views=views)]
        finally:
            with contextlib.suppress(*LOST):
                for eye in held:
                    xr.release_swapchain_image(eye.swapchain, xr.SwapchainImageReleaseInfo())
                pointers = [ctypes.pointer(layer) for layer in layers]
                xr.end_frame(
                    self._session,
                    xr.FrameEndInfo(
                        display_time=at, environment_blend_mode=xr.EnvironmentBlendMode.OPAQUE, layers=pointers
                    ),
                )

    def _views(self, at: Any) -> tuple[Any, Any]:
        where = xr.ViewLocateInfo(view_configuration_type=STEREO, display_time=at, space=self.spaces["local"])
        state, views = xr.locate_views(self._session, where)
        return state.view_state_flags, views

    def _tracked(self, flags: Any) -> bool:
        """Whether the place stands still: a headset that has once known where it is must go on knowing it."""
        known = bool(flags & xr.ViewStateFlags.POSITION_TRACKED_BIT)
        self._position_known = self._position_known or known
        return bool(flags & xr.ViewStateFlags.ORIENTATION_VALID_BIT) and (known or not self._position_known)

    def _take_recentred(self, at: int) -> bool:
        """Whether the space's middle has moved by the time that this frame is seen."""
        moved = self._recentre_at is not None and at >= self._recentre_at
        self._recentre_at = None if moved else self._recentre_at
        return moved

    def _hold_rate(self, seconds: float, period: float, shown: bool) -> None:
        if not shown:
            self.refresh.pause()
        elif (rate := self.refresh.see(seconds, period)) is not None:
            self._request_rate(rate)

    # --- states -----------------------------------------------------------------------------------

    def _read_events(self) -> None:
        while True:
            try:
                event = xr.poll_event(self._instance)
            except xr.EventUnavailable:
                return
            self._take(event)

    def _take(self, event: Any) -> None:
        kind = xr.StructureType(event.type)
        if kind == xr.StructureType.EVENT_DATA_SESSION_STATE_CHANGED:
            self._enter_state(xr.SessionState(read_as(event, xr.EventDataSessionStateChanged).state))
        elif kind == xr.StructureType.EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING:
            change = read_as(event, xr.EventDataReferenceSpaceChangePending)
            if change.reference_space_type == SPACES["local"]:
                self._recentre_at = change.change_time
        elif kind == xr.StructureType.EVENT_DATA_USER_PRESENCE_CHANGED_EXT:
            self._present = bool(read_as(event, xr.EventDataUserPresenceChangedEXT).is_user_present)
        elif kind == xr.StructureType.EVENT_DATA_INTERACTION_PROFILE_CHANGED:
            self._hands.changed()
        elif kind == xr.StructureType.EVENT_DATA_VISIBILITY_MASK_CHANGED_KHR:
            self._read_masks()
        elif kind == xr.StructureType.EVENT_DATA_INSTANCE_LOSS_PENDING:
            raise xr.InstanceLostError

    def _enter_state(self, state: Any) -> None:
        self._note(state.name)
        if state == xr.SessionState.READY:
            xr.begin_session(self._session, xr.SessionBeginInfo(primary_view_configuration_type=STEREO))
            self._running = True
            self._choose_rate()
        elif state == xr.SessionState.STOPPING:
            xr.end_session(self._session)
            self._running = False
        elif state == xr.SessionState.EXITING:
            self._ended = True
        elif state == xr.SessionState.LOSS_PENDING:
            raise xr.SessionLostError

    def _note(self, name: str) -> None:
        self.states.append(name)

    # --- opening and closing ----------------------------------------------------------------------

    def _open(self) -> None:
        offered = offered_extensions()
        graphics = WINDOWLESS if isinstance(self.gl, EglContext) else "XR_KHR_opengl_enable"
        if graphics not in offered or "XR_KHR_opengl_enable" not in offered:
            raise NoHeadset(f"The headset's software cannot show OpenGL pictures ({graphics} is not offered).")
        self.extensions = frozenset(name for name in WANTED if name in offered)
        enabled = [graphics, "XR_KHR_opengl_enable", *sorted(self.extensions)]
        about = xr.ApplicationInfo(
            application_name="Stillpath", application_version=1, api_version=xr.Version(1, 0, 34)
        )
        self._instance = xr.create_instance(
            xr.InstanceCreateInfo(application_info=about, enabled_extension_names=list(dict.fromkeys(enabled)))
        )
        self.runtime = bytes(xr.get_instance_properties(self._instance).runtime_name).decode()
        system = xr.get_system(self._instance, xr.SystemGetInfo(form_factor=xr.FormFactor.HEAD_MOUNTED_DISPLAY))
        ask_graphics_requirements(self._instance, system)
        self._session = xr.create_session(
            self._instance, xr.SessionCreateInfo(system_id=system, next=graphics_binding(self.gl))
        )
        there = {int(space) for space in xr.enumerate_reference_spaces(self._session)}
        for name, kind in SPACES.items():
            if kind.value in there:
                info = xr.ReferenceSpaceCreateInfo(reference_space_type=kind)
                self.spaces[name] = xr.create_reference_space(self._session, info)
        self._hands = Hands(xr, self._instance, self._session, self.belly)
        self._hands.attach(self.extensions)
        views = xr.enumerate_view_configuration_views(self._instance, system, STEREO)
        self._eyes = [self._make_eye(v.recommended_image_rect_width, v.recommended_image_rect_height) for v in views]
        self._read_masks()

    def _read_masks(self) -> None:
        if MASKS in self.extensions:
            self._masks = tuple(visible_triangles(self._session, n) for n in range(len(self._eyes)))

    def _choose_rate(self) -> None:
        if RATES in self.extensions:
            self.refresh.rates = within(list(xr.enumerate_display_refresh_rates_fb(self._session)))
            if self.refresh.rates:
                self._request_rate(self.refresh.rates[0])

    def _request_rate(self, rate: float) -> None:
        with contextlib.suppress(xr.DisplayRefreshRateUnsupportedFBError):
            xr.request_display_refresh_rate_fb(self._session, rate)

    def _make_eye(self, width: int, height: int) -> Eye:
        offered = xr.enumerate_swapchain_formats(self._session)
        chosen = next((wanted for wanted in FORMATS if wanted in offered), None)
        if chosen is None:
            raise NoHeadset("The headset's software takes none of the picture formats that this program draws.")
        swapchain = xr.create_swapchain(
            self._session,
            xr.SwapchainCreateInfo(
                usage_flags=xr.SwapchainUsageFlags.COLOR_ATTACHMENT_BIT | xr.SwapchainUsageFlags.SAMPLED_BIT,
                format=chosen,
                sample_count=1,
                width=width,
                height=height,
                face_count=1,
                array_size=1,
                mip_count=1,
            ),
        )
        images = xr.enumerate_swapchain_images(swapchain, xr.SwapchainImageOpenGLKHR)
        pictures = []
        for image in images:
            texture = self.drawing.external_texture(image.image, (width, height), 4, 0, "f1")
            pictures.append(self.drawing.framebuffer([texture]))
        return Eye(swapchain, pictures, (width, height))

    def _close(self) -> None:
        """Leave cleanly: walk to the session's end if it runs, then give everything back. Never fails."""
        try:
            if self._running and not self._ended:
                self.leave()
                until = time.monotonic() + LEAVE_SECONDS
                for _ in self.frames():
                    if time.monotonic() > until:
                        break
            for eye in self._eyes:
                xr.destroy_swapchain(eye.swapchain)
            if self._session:
                xr.destroy_session(self._session)
            if self._instance:
                xr.destroy_instance(self._instance)
        except (RuntimeGone, xr.exception.ResultException):
            pass  # the runtime is gone, and with it all that it gave
        self._eyes, self._session, self._instance = [], None, None
        self.spaces.clear()


def read_as(event: Any, kind: Any) -> Any:
    """An event as what it is."""
    return ctypes.cast(ctypes.byref(event), ctypes.POINTER(kind)).contents


def visible_triangles(session: Any, eye: int) -> Any:
    """The part of an eye's picture that its lens lets through: triangles, three corners each, as tangents of angles to
    the right and up; None when the runtime has no such mesh for it. (pyopenxr's own call tells the sizes alone.)"""
    mask = xr.get_visibility_mask_khr(session, STEREO, eye, xr.VisibilityMaskTypeKHR.VISIBLE_TRIANGLE_MESH)
    if not mask.index_count_output:
        return None
    corners = (xr.Vector2f * mask.vertex_count_output)()
    order = (ctypes.c_uint32 * mask.index_count_output)()
    mask.vertices, mask.vertex_capacity_input = corners, len(corners)
    mask.indices, mask.index_capacity_input = order, len(order)
    address = xr.get_instance_proc_addr(session.instance, "xrGetVisibilityMaskKHR")
    ask = ctypes.cast(address, xr.PFN_xrGetVisibilityMaskKHR)
    kind = xr.VisibilityMaskTypeKHR.VISIBLE_TRIANGLE_MESH
    xr.check_result(ask(session, STEREO.value, eye, kind.value, ctypes.byref(mask)))
    places = np.ctypeslib.as_array(ctypes.cast(corners, ctypes.POINTER(ctypes.c_float)), (len(corners), 2))
    return np.ascontiguousarray(places[np.ctypeslib.as_array(order)], dtype=np.float32)


def offered_extensions() -> set[str]:
    """What the active runtime can do. Raises NoHeadset when there is none."""
    try:
        return {bytes(e.extension_name).decode() for e in xr.enumerate_instance_extension_properties()}
    except xr.exception.ResultException as problem:
        raise NoHeadset(plain_words(problem)) from problem


def needs_window() -> bool:
    """Whether the runtime takes pictures only from a window's OpenGL, as SteamVR and all on Windows do."""
    return WINDOWLESS not in offered_extensions()


def projected(eye: Eye, view: Any) -> Any:
    whole = xr.Rect2Di(xr.Offset2Di(0, 0), xr.Extent2Di(*eye.size))
    return xr.CompositionLayerProjectionView(
        pose=view.pose, fov=view.fov, sub_image=xr.SwapchainSubImage(swapchain=eye.swapchain, image_rect=whole)
    )


def plain_view(view: Any) -> View:
    p, q, fov = view.pose.position, view.pose.orientation, view.fov
    return View(
        (p.x, p.y, p.z),
        (q.x, q.y, q.z, q.w),
        tan(fov.angle_left),
        tan(fov.angle_right),
        tan(fov.angle_up),
        tan(fov.angle_down),
    )


def ask_graphics_requirements(instance: Any, system: Any) -> None:
    """A runtime insists on being asked, whatever it answers: OpenGL 3.3 is older than any headset's software."""
    name = "xrGetOpenGLGraphicsRequirementsKHR"
    ask = ctypes.cast(xr.get_instance_proc_addr(instance, name), xr.PFN_xrGetOpenGLGraphicsRequirementsKHR)
    ask(instance, system, ctypes.byref(xr.GraphicsRequirementsOpenGLKHR()))


def graphics_binding(gl: GlContext) -> Any:
    """How the runtime reaches our OpenGL: EGL without a window, else the window's own context."""
    if isinstance(gl, EglContext):
        kinds = dict(xr.GraphicsBindingEGLMNDX._fields_)  # PyOpenGL's pointer types, or plain ones without it
        handles = {"display": gl.display, "config": gl.config, "context": gl.context}
        return xr.GraphicsBindingEGLMNDX(
            get_proc_address=xr.PFN_xrEglGetProcAddressMNDX(gl.proc_address),
            **{name: ctypes.cast(ctypes.c_void_p(value), kinds[name]) for name, value in handles.items()},
        )
    if sys.platform == "win32":
        from OpenGL import WGL

        return xr.GraphicsBindingOpenGLWin32KHR(WGL.wglGetCurrentDC(), WGL.wglGetCurrentContext())
    from OpenGL import GLX

    return xr.GraphicsBindingOpenGLXlibKHR(
        x_display=GLX.glXGetCurrentDisplay(),
        glx_drawable=GLX.glXGetCurrentDrawable(),
        glx_context=GLX.glXGetCurrentContext(),
    )
