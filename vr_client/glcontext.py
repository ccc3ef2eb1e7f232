"""An OpenGL context to draw with: without a window through EGL, or that of a window (GLX on Linux, WGL on Windows)."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, cast

import moderngl

# From EGL 1.5, EGL_MESA_platform_surfaceless and EGL_EXT_platform_device
SURFACELESS, DEVICE = 0x31DD, 0x313F
SURFACE_TYPE, RENDERABLE_TYPE, PBUFFER_BIT, OPENGL_BIT, NONE = 0x3033, 0x3040, 0x0001, 0x0008, 0x3038
RED, GREEN, BLUE = 0x3024, 0x3023, 0x3022
OPENGL_API, MAJOR, MINOR, PROFILE, CORE = 0x30A2, 0x3098, 0x30FB, 0x30FD, 0x0001


class NoGraphics(Exception):
    """There is no OpenGL to draw with; the message says what to install."""


class EglContext:
    """OpenGL 3.3 or newer with no window and no display server. Current in the thread that made it."""

    kind = "egl"

    def __init__(self) -> None:
        name = ctypes.util.find_library("EGL") or "libEGL.so.1"
        try:
            self.egl = ctypes.CDLL(name)
        except OSError as problem:
            raise NoGraphics(
                "There is no EGL here. Install your graphics driver or, on Debian and Ubuntu: "
                "apt-get install libegl1 libgl1-mesa-dri"
            ) from problem
        for function in ("eglGetProcAddress", "eglGetDisplay", "eglCreateContext"):
            getattr(self.egl, function).restype = ctypes.c_void_p
        self.egl.eglGetProcAddress.argtypes = [ctypes.c_char_p]
        self.display = self._open_display()
        self.config = self._choose_config()
        self.context = self._create_context()
        self.make_current()

    @property
    def proc_address(self) -> int:
        """Address of eglGetProcAddress, which an OpenXR runtime asks for."""
        return ctypes.cast(self.egl.eglGetProcAddress, ctypes.c_void_p).value or 0

    def address_of(self, name: str) -> int:
        return self.egl.eglGetProcAddress(name.encode()) or 0

    def make_current(self) -> None:
        self.egl.eglMakeCurrent(ctypes.c_void_p(self.display), None, None, ctypes.c_void_p(self.context))

    def close(self) -> None:
        if self.context:
            self.egl.eglMakeCurrent(ctypes.c_void_p(self.display), None, None, None)
            self.egl.eglDestroyContext(ctypes.c_void_p(self.display), ctypes.c_void_p(self.context))
            self.context = 0

    def _open_display(self) -> int:
        """Surfaceless (Mesa), then the first graphics device (other drivers), then whatever is the default."""
        for opened in (self._surfaceless, self._first_device, self._default):
            display = opened()
            major, minor = ctypes.c_int(), ctypes.c_int()
            if display and self.egl.eglInitialize(ctypes.c_void_p(display), ctypes.byref(major), ctypes.byref(minor)):
                return display
        raise NoGraphics("EGL is here but opens no display. Install your graphics driver, or libgl1-mesa-dri.")

    def _platform(self, platform: int, native: int | None) -> int:
        address = self.address_of("eglGetPlatformDisplayEXT")
        if not address:
            return 0
        get = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p)(address)
        return get(platform, native, None) or 0

    def _surfaceless(self) -> int:
        return self._platform(SURFACELESS, None)

    def _first_device(self) -> int:
        address = self.address_of("eglQueryDevicesEXT")
        if not address:
            return 0
        device, count = ctypes.c_void_p(), ctypes.c_int()
        query = ctypes.CFUNCTYPE(ctypes.c_uint, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(address)
        query(1, ctypes.addressof(device), ctypes.addressof(count))
        return self._platform(DEVICE, device.value) if count.value else 0

    def _default(self) -> int:
        return self.egl.eglGetDisplay(None) or 0

    def _choose_config(self) -> int:
        asked = (SURFACE_TYPE, PBUFFER_BIT, RENDERABLE_TYPE, OPENGL_BIT, RED, 8, GREEN, 8, BLUE, 8, NONE)
        config, count = ctypes.c_void_p(), ctypes.c_int()
        wish = (ctypes.c_int * len(asked))(*asked)
        self.egl.eglChooseConfig(ctypes.c_void_p(self.display), wish, ctypes.byref(config), 1, ctypes.byref(count))
        if not count.value:
            raise NoGraphics("EGL offers no OpenGL here. Install your graphics driver, or libgl1-mesa-dri.")
        return config.value or 0

    def _create_context(self) -> int:
        self.egl.eglBindAPI(OPENGL_API)
        asked = (MAJOR, 3, MINOR, 3, PROFILE, CORE, NONE)
        wish = (ctypes.c_int * len(asked))(*asked)
        made = self.egl.eglCreateContext(ctypes.c_void_p(self.display), ctypes.c_void_p(self.config), None, wish)
        if not made:
            raise NoGraphics("This graphics driver has no OpenGL 3.3. A newer driver is needed.")
        return int(made)


class WindowContext:
    """The OpenGL 3.3 context of a window; hidden unless asked, as the headset is what is looked at."""

    kind = "wgl" if sys.platform == "win32" else "glx"

    def __init__(self, size: tuple[int, int] = (960, 640), title: str = "Stillpath", visible: bool = False) -> None:
        import glfw

        self.glfw: Any = glfw
        self.visible = visible
        if not glfw.init():
            raise NoGraphics("There is no display to open a window on. Run this in a desktop session.")
        glfw.window_hint(glfw.VISIBLE, visible)
        glfw.window_hint(glfw.CONTEXT_VERSION_MAJOR, 3)
        glfw.window_hint(glfw.CONTEXT_VERSION_MINOR, 3)
        glfw.window_hint(glfw.OPENGL_PROFILE, glfw.OPENGL_CORE_PROFILE)
        glfw.window_hint(glfw.OPENGL_FORWARD_COMPAT, True)
        glfw.window_hint(glfw.DOUBLEBUFFER, True)
        self.window: Any = glfw.create_window(*size, title, None, None)
        if not self.window:
            glfw.terminate()
            raise NoGraphics("This graphics driver has no OpenGL 3.3. A newer driver is needed.")
        self.make_current()
        glfw.swap_interval(0 if not visible else 1)

    def address_of(self, name: str) -> int:
        found = self.glfw.get_proc_address(name)
        return int(ctypes.cast(found, ctypes.c_void_p).value or 0) if found else 0

    def make_current(self) -> None:
        self.glfw.make_context_current(self.window)

    def close(self) -> None:
        if self.window:
            self.glfw.destroy_window(self.window)
            self.glfw.terminate()
            self.window = None


GlContext = EglContext | WindowContext


class Loader:
    """What moderngl asks of a context that is not its own: it is current, and here are its functions."""

    def __init__(self, address_of: Callable[[str], int]) -> None:
        self.load = self.load_opengl_function = address_of

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        """The context stays current."""

    def release(self) -> None:
        """The context is closed by who made it."""


def drawing_on(context: GlContext) -> moderngl.Context:
    """A moderngl context on the context that is current."""
    return moderngl.create_context(require=330, context=cast(Any, Loader(context.address_of)))


def open_context(window: bool | None = None) -> GlContext:
    """The context for this system: EGL on Linux, a hidden window's elsewhere; `window` chooses. Raises NoGraphics."""
    with_window = sys.platform == "win32" if window is None else window
    return WindowContext() if with_window else EglContext()
