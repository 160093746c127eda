package org.threadless.testrig;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets Awaitility wait for minutes where a test does not say for how long: that only bounds how
 * long a failure takes, and a machine may have other things to do. And lets it look at once, and
 * soon again: most of what is waited for is there within milliseconds, thousands of times over.
 * JUnit finds it by itself.
 */
public final class PatientWaits implements LauncherSessionListener {

  private static final long SOON_MILLIS = 5;
  private static final long SELDOM_MILLIS = 100;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(
        (polls, previous) -> Duration.ofMillis(Math.min(SELDOM_MILLIS, SOON_MILLIS * polls)));
  }
}
