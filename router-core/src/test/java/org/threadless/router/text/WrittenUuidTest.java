package org.threadless.router.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenUuidTest {

  @Test
  void anIdIsReadInAnyCase() {
    UUID id = UUID.fromString("0190a5c6-7a4b-7c3d-8e5f-0123456789ab");

    assertThat(WrittenUuid.parse("0190a5c6-7a4b-7c3d-8e5f-0123456789ab")).contains(id);
    assertThat(WrittenUuid.parse("0190A5C6-7A4B-7C3D-8E5F-0123456789AB")).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "0190a5c67a4b7c3d8e5f0123456789ab",
        " 0190a5c6-7a4b-7c3d-8e5f-0123456789ab",
        "0190a5c6-7a4b-7c3d-8e5f-0123456789abc",
        "0190a5c6-7a4b-7c3d-8e5f-0123456789ag",
        "00190a5c6-7a4b-7c3d-8e5f-123456789ab",
      })
  void whatIsNotWrittenAsWeWriteItIsNone(String text) {
    assertThat(WrittenUuid.parse(text)).isEmpty();
  }
}
