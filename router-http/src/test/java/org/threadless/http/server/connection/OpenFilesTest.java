package org.threadless.http.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenFilesTest {

  @Test
  void connectionsLeaveFilesForTheDatabaseAndGateways() {
    assertThat(OpenFiles.connections(1000, 128)).isEqualTo(64);
    assertThat(OpenFiles.connections(1000, 1024)).isEqualTo(512);
    assertThat(OpenFiles.connections(1000, 1_048_576)).isEqualTo(1000);
  }

  @Test
  void aLimitThatIsNotKnownIsNone() {
    assertThat(OpenFiles.connections(1000, -1)).isEqualTo(1000);
  }
}
