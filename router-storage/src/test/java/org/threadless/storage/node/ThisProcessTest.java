package org.threadless.storage.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ThisProcessTest {

  @Test
  void aProcessThatRunsIsNotGone() {
    assertThat(ThisProcess.isGone(ThisProcess.name())).isFalse();
  }

  @Test
  void whatHadTheNumberOfAnotherProcessBeforeIsGone() {
    assertThat(ThisProcess.isGone(ThisProcess.name().replaceAll("t\\d+$", "t1"))).isTrue();
  }

  @Test
  void aProcessThatHasEndedIsGone() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();

    assertThat(ThisProcess.isGone(ThisProcess.name().replaceAll("\\d+ t", ended.pid() + " t")))
        .isTrue();
  }

  @Test
  void ofAProcessElsewhereItIsNotKnown() {
    assertThat(ThisProcess.isGone("another " + ThisProcess.name())).isFalse();
  }

  @Test
  void ofAnOlderRouterThatWasStartedByAnotherClockItIsNotKnown() {
    assertThat(ThisProcess.isGone(ThisProcess.name().replaceAll("t(\\d+)$", "$1"))).isFalse();
  }
}
