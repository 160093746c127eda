package org.threadless.router.engine.store;

import org.threadless.router.app.AppName;
import org.threadless.router.dialog.Dialogs;

/** Keeps what apps have asked and wait for. Safe for any thread. */
@FunctionalInterface
public interface DialogStore {

  /** Returns those of one app, which sees no others. */
  Dialogs of(AppName app);
}
