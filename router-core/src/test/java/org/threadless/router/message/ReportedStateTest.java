package org.threadless.router.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportedStateTest {

  @ParameterizedTest(name = "{0}, then a report of {1}")
  @CsvSource({
    "QUEUED,ACCEPTED,SENT",
    "QUEUED,BUFFERED,SENT",
    "QUEUED,DELIVERED,DELIVERED",
    "QUEUED,FAILED,FAILED",
    "SENT,ACCEPTED,SENT",
    "SENT,BUFFERED,SENT",
    "SENT,DELIVERED,DELIVERED",
    "SENT,FAILED,FAILED",
    "SENT,REJECTED,FAILED",
    "DELIVERED,ACCEPTED,DELIVERED",
    "DELIVERED,FAILED,DELIVERED",
    "DELIVERED,REJECTED,DELIVERED",
    "CANCELLED,DELIVERED,CANCELLED",
    "FAILED,ACCEPTED,FAILED",
    "FAILED,FAILED,FAILED",
    "FAILED,DELIVERED,FAILED"
  })
  void aStatusOnlyMovesForward(OutgoingStatus before, ReportedState report, OutgoingStatus after) {
    assertThat(report.after(before, false)).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({"DELIVERED,DELIVERED", "ACCEPTED,FAILED", "BUFFERED,FAILED", "REJECTED,FAILED"})
  void onlyDeliveredReplacesAFailureThatCameFromAReport(
      ReportedState report, OutgoingStatus after) {
    assertThat(report.after(OutgoingStatus.FAILED, true)).isEqualTo(after);
  }
}
