"""The headset through OpenXR. The only module that imports `xr`: session states, frames, controllers, recentring."""

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
import xr

from vr_client.controls import BINDINGS, Action
from vr_client.glcontext import EglContext, GlContext
from vr_client.views import View

#: Colour formats, best first: sRGB, whose bytes are what our shaders write (GL_SRGB8_ALPHA8, GL_RGBA8).
FORMATS = (0x8C43, 0x8058)
WINDOWLESS = "XR_MNDX_egl_enable"
WANTED = (
    "XR_EXT_hand_interaction",
    "XR_FB_display_refresh_rate",
    "XR_EXT_user_presence",
)
STEREO = xr.ViewConfigurationType.PRIMARY_STEREO
RUNNING = (xr.SessionState.READY, xr.SessionState.SYNCHRONIZED, xr.SessionState.VISIBLE, xr.SessionState.FOCUSED)
LEAVE_SECONDS = 3.0


class NoHeadset(Exception):
    """No session can be had on a headset now; the message says in plain words what is missing."""


class RuntimeGone(Exception):
    """The OpenXR runtime went away in the middle of a session."""


@dataclass(slots=True)
class Frame:
    """One frame to fill: for each eye its view and the picture to draw into (none when nothing will be shown)."""

    seconds: float  # when it will be seen, on the runtime's clock
    period_seconds: float  # from one frame to the next
    eyes: list[tuple[View, moderngl.Framebuffer]]
    pressed: frozenset[Action]  # pressed since the frame before
    focused: bool
    tracked: bool
    recentred: bool  # the runtime moved the middle of the space


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
    runtime: str = ""
    _instance: Any = None
    _session: Any = None
    _space: Any = None
    _eyes: list[Eye] = field(default_factory=list)
    _set: Any = None
    _actions: dict[Action, Any] = field(default_factory=dict)
    _running: bool = False
    _ended: bool = False
    _recentred: bool = False
    _present: bool = True

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
        except (xr.InstanceLostError, xr.SessionLostError, xr.RuntimeFailureError) as problem:
            self._note("LOST")
            self._ended, self._running = True, False
            raise RuntimeGone("The headset's software went away.") from problem

    def leave(self) -> None:
        """Ask the runtime to end the session; the frames end soon after."""
        if self._running and not self._ended:
            xr.request_exit_session(self._session)

    def _one_frame(self) -> Iterator[Frame]:
        state = xr.wait_frame(self._session, xr.FrameWaitInfo())
        xr.begin_frame(self._session, xr.FrameBeginInfo())
        layers: list[Any] = []
        held: list[Eye] = []
        try:
            eyes: list[tuple[View, moderngl.Framebuffer]] = []
            tracked = True
            if state.should_render:
                flags, located = self._views(state.predicted_display_time)
                tracked = bool(flags & xr.ViewStateFlags.ORIENTATION_VALID_BIT)
                for eye, view in zip(self._eyes, located, strict=True):
                    index = xr.acquire_swapchain_image(eye.swapchain, xr.SwapchainImageAcquireInfo())
                    xr.wait_swapchain_image(eye.swapchain, xr.SwapchainImageWaitInfo(timeout=xr.INFINITE_DURATION))
                    held.append(eye)
                    eye.layer = projected(eye, view)
                    eyes.append((plain_view(view), eye.pictures[index]))
            yield Frame(
                seconds=state.predicted_display_time / 1e9,
                period_seconds=state.predicted_display_period / 1e9,
                eyes=eyes,
                pressed=self._pressed(),
                focused=self.states[-1:] == ["FOCUSED"] and self._present,
                tracked=tracked,
                recentred=self._take_recentred(),
            )
            if held:
                layers = [xr.CompositionLayerProjection(space=self._space, views=[eye.layer for eye in held])]
        finally:
            with contextlib.suppress(xr.InstanceLostError, xr.SessionLostError, xr.RuntimeFailureError):
                for eye in held:
                    xr.release_swapchain_image(eye.swapchain, xr.SwapchainImageReleaseInfo())
                pointers = [ctypes.pointer(layer) for layer in layers]
                xr.end_frame(
                    self._session,
                    xr.FrameEndInfo(
                        display_time=state.predicted_display_time,
                        environment_blend_mode=xr.EnvironmentBlendMode.OPAQUE,
                        layers=pointers,
                    ),
                )

    def _views(self, at: Any) -> tuple[Any, Any]:
        state, views = xr.locate_views(
            self._session, xr.ViewLocateInfo(view_configuration_type=STEREO, display_time=at, space=self._space)
        )
        return state.view_state_flags, views

    def _take_recentred(self) -> bool:
        moved, self._recentred = self._recentred, False
        return moved

    # --- states -----------------------------------------------------------------------------------

    def _read_events(self) -> None:
        while True:
            try:
                event = xr.poll_event(self._instance)
            except xr.EventUnavailable:
                return
            kind = xr.StructureType(event.type)
            if kind == xr.StructureType.EVENT_DATA_SESSION_STATE_CHANGED:
                changed = ctypes.cast(ctypes.byref(event), ctypes.POINTER(xr.EventDataSessionStateChanged)).contents
                self._enter_state(xr.SessionState(changed.state))
            elif kind == xr.StructureType.EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING:
                self._recentred = True
            elif kind == xr.StructureType.EVENT_DATA_USER_PRESENCE_CHANGED_EXT:
                there = ctypes.cast(ctypes.byref(event), ctypes.POINTER(xr.EventDataUserPresenceChangedEXT)).contents
                self._present = bool(there.is_user_present)
            elif kind == xr.StructureType.EVENT_DATA_INSTANCE_LOSS_PENDING:
                raise xr.InstanceLostError

    def _enter_state(self, state: Any) -> None:
        self._note(state.name)
        if state == xr.SessionState.READY:
            xr.begin_session(self._session, xr.SessionBeginInfo(primary_view_configuration_type=STEREO))
            self._running = True
        elif state == xr.SessionState.STOPPING:
            xr.end_session(self._session)
            self._running = False
        elif state == xr.SessionState.EXITING:
            self._ended = True
        elif state == xr.SessionState.LOSS_PENDING:
            raise xr.SessionLostError

    def _note(self, name: str) -> None:
        self.states.append(name)

    # --- controllers ------------------------------------------------------------------------------

    def _make_actions(self) -> None:
        self._set = xr.create_action_set(
            self._instance, xr.ActionSetCreateInfo(action_set_name="session", localized_action_set_name="Session")
        )
        for action in Action:
            boolean = xr.ActionCreateInfo(
                action_name=action.value, action_type=xr.ActionType.BOOLEAN_INPUT, localized_action_name=action.words
            )
            self._actions[action] = xr.create_action(self._set, boolean)
        for profile, bound in BINDINGS.items():
            suggested = [
                xr.ActionSuggestedBinding(self._actions[action], xr.string_to_path(self._instance, path))
                for action, paths in bound.items()
                for path in paths
            ]
            with contextlib.suppress(xr.PathUnsupportedError):  # a profile that this runtime does not know
                xr.suggest_interaction_profile_bindings(
                    self._instance,
                    xr.InteractionProfileSuggestedBinding(
                        interaction_profile=xr.string_to_path(self._instance, profile), suggested_bindings=suggested
                    ),
                )
        xr.attach_session_action_sets(self._session, xr.SessionActionSetsAttachInfo(action_sets=[self._set]))

    def _pressed(self) -> frozenset[Action]:
        active = xr.ActiveActionSet(self._set, xr.NULL_PATH)
        with contextlib.suppress(xr.SessionNotFocused):
            xr.sync_actions(self._session, xr.ActionsSyncInfo(active_action_sets=[active]))
        found = set()
        for action, handle in self._actions.items():
            state = xr.get_action_state_boolean(self._session, xr.ActionStateGetInfo(action=handle))
            if state.is_active and state.current_state and state.changed_since_last_sync:
                found.add(action)
        return frozenset(found)

    # --- opening and closing ----------------------------------------------------------------------

    def _open(self) -> None:
        offered = offered_extensions()
        graphics = WINDOWLESS if isinstance(self.gl, EglContext) else "XR_KHR_opengl_enable"
        if graphics not in offered or "XR_KHR_opengl_enable" not in offered:
            raise NoHeadset(f"The headset's software cannot show OpenGL pictures ({graphics} is not offered).")
        enabled = [graphics, "XR_KHR_opengl_enable", *(name for name in WANTED if name in offered)]
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
        self._space = xr.create_reference_space(
            self._session, xr.ReferenceSpaceCreateInfo(reference_space_type=xr.ReferenceSpaceType.LOCAL)
        )
        self._make_actions()
        views = xr.enumerate_view_configuration_views(self._instance, system, STEREO)
        self._eyes = [self._make_eye(v.recommended_image_rect_width, v.recommended_image_rect_height) for v in views]

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


def plain_words(problem: Exception) -> str:
    """What a person can do about an error of OpenXR."""
    if isinstance(problem, xr.RuntimeUnavailableError):
        return (
            "No OpenXR runtime is running here. Install the software of your headset (SteamVR, Meta Quest Link, or on "
            "Linux Monado) and make it the active OpenXR runtime."
        )
    if isinstance(problem, (xr.FormFactorUnavailableError, xr.FormFactorUnsupportedError)):
        return "The headset's software runs, but no headset answers. Connect it, wake it, and try again."
    if isinstance(problem, xr.RuntimeFailureError):
        return "The headset's software did not answer. Is it started?"
    return f"The headset's software refused: {type(problem).__name__.removesuffix('Error')}."
