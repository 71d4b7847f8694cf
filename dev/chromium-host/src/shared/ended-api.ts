// What no window and no web contents answer once they are destroyed.

export const endedWindowApi =
  `id webContents loadURL loadFile show showInactive hide focus blur close isFocused isVisible
  isMinimized isMaximized isFullScreen isModal minimize restore setTitle getTitle getSize setSize getContentSize
  getParentWindow getChildWindows setMenu removeMenu setMenuBarVisibility setAutoHideMenuBar setBackgroundColor
  setContentProtection center moveTop`.split(/\s+/);

export const endedContentsApi =
  `session mainFrame getURL getTitle getType getProcessId loadURL send executeJavaScript focus close
  reload stop isLoading isLoadingMainFrame openDevTools closeDevTools isDevToolsOpened setIgnoreMenuShortcuts
  setUserAgent getUserAgent userAgent capturePage`.split(/\s+/);
