package org.threadless.backend.kannel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.threadless.kannel.rig.Kannel;

/** Tests with a real Kannel. Without one they are skipped; where {@code CI=true}, they fail. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("long")
@ExtendWith(NeedsKannel.Installed.class)
@interface NeedsKannel {

  /** Looks for the programs. */
  final class Installed implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      if (Kannel.isInstalled()) {
        return;
      }
      String sentence =
          "Kannel is not installed; on Debian: apt-get install --no-install-recommends kannel"
              + " kannel-extras";
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(sentence);
      }
      Assumptions.abort(sentence);
    }
  }
}
