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
    "QUEUED,UNKNOWN,QUEUED",
    "SENT,ACCEPTED,SENT",
    "SENT,BUFFERED,SENT",
    "SENT,DELIVERED,DELIVERED",
    "SENT,FAILED,FAILED",
    "SENT,REJECTED,FAILED",
    "SENT,UNKNOWN,SENT",
    "DELIVERED,ACCEPTED,DELIVERED",
    "DELIVERED,FAILED,DELIVERED",
    "DELIVERED,REJECTED,DELIVERED",
    "CANCELLED,DELIVERED,CANCELLED",
    "FAILED,ACCEPTED,FAILED",
    "FAILED,FAILED,FAILED",
    "FAILED,BUFFERED,FAILED",
    "FAILED,REJECTED,FAILED",
    "FAILED,UNKNOWN,FAILED",
    // Who has it, has it, whatever was thought before.
    "FAILED,DELIVERED,DELIVERED"
  })
  void aStatusOnlyMovesForward(OutgoingStatus before, ReportedState report, OutgoingStatus after) {
    assertThat(report.after(before)).isEqualTo(after);
  }
}
