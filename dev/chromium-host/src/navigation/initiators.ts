import type { Protocol } from 'devtools-protocol';
import type { CdpSession } from '../chromium/connection';
import type { HostFrame } from '../web-contents/frame';
import type { FrameTree } from '../web-contents/frame-tree';

/** Finds the frame that asked for a navigation: the one whose script ran, or whose link or form was used. */
export class Initiators {
  /** Execution contexts of the scripts of this page, by Chromium's script id. */
  private readonly contexts = new Map<string, number>();
  private activated: HostFrame | null = null;

  constructor(
    cdp: CdpSession,
    private readonly frames: FrameTree,
  ) {
    cdp.on('Debugger.scriptParsed', ({ scriptId, executionContextId }) =>
      this.contexts.set(scriptId, executionContextId),
    );
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      for (const [script, context] of this.contexts)
        if (context === executionContextId) this.contexts.delete(script);
    });
    cdp.on('Runtime.executionContextsCleared', () => this.contexts.clear());
  }

  /** A link or form in this frame is being used. */
  activate(frame: HostFrame): void {
    this.activated = frame;
  }

  /** Who asked that `frame` navigates, as far as the request itself tells. */
  ofRequest(
    frame: HostFrame,
    { reason }: Protocol.Page.FrameRequestedNavigationEvent,
  ): HostFrame | null {
    const { activated } = this;
    this.activated = null;
    if (reason === 'anchorClick' || reason.startsWith('formSubmission')) return activated;
    return reason === 'initialFrameNavigation' ? frame.parent : null;
  }

  /** The frame whose script runs at the top of the stack. */
  ofStack({ stack }: Protocol.Network.Initiator): HostFrame | null {
    for (const { scriptId } of stack?.callFrames ?? []) {
      const frame = this.frames.byContext(this.contexts.get(scriptId));
      if (frame) return frame;
    }
    return null;
  }
}
