package org.threadless.backend.kannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.http.RequestException;

class IncomingTextTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // The charset counts, whatever the coding says.
        "%D9%85,UTF-8,0,\u0645,WHOLE",
        "%D9%85,UTF-8,2,\u0645,WHOLE",
        "%06E,UTF-16BE,2,\u0645,WHOLE",
        "%06E,utf-16be,-,\u0645,WHOLE",
        "%D8%3D%DE%00,UTF-16BE,2,\uD83D\uDE00,WHOLE",
        "%E9,ISO-8859-1,0,\u00E9,WHOLE",
        "%E9%41,8-BIT,1,\u00E9A,BINARY",
        "%00%FF,8-BIT,1,\uFFFD\u00FF,BINARY",
        // Without one, the coding does.
        "%D9%85,-,-,\u0645,WHOLE",
        "%D9%85,-,0,\u0645,WHOLE",
        "%D9%85,-,-1,\u0645,WHOLE",
        "%06E,-,2,\u0645,WHOLE",
        "%E9,-,1,\u00E9,BINARY",
        // What is not what the charset says.
        "%06E%04,UTF-16BE,2,\u0645\uFFFD,DAMAGED",
        "%00A%D8%3D,UTF-16BE,2,A\uFFFD,DAMAGED",
        "%00%00%00A,UTF-16BE,2,\uFFFDA,DAMAGED",
        "%E9t%E9,UTF-8,0,\uFFFDt\uFFFD,DAMAGED",
        "a%00b,UTF-8,0,a\uFFFDb,DAMAGED"
      })
  void bytesAreReadByCharsetAndCoding(
      String bytes, String charset, String coding, String text, IncomingText.State state) {
    IncomingText read =
        IncomingText.of(
            UrlBytes.decode(bytes), Optional.ofNullable(charset), Optional.ofNullable(coding));

    assertThat(read).isEqualTo(new IncomingText(text, state));
  }

  @Test
  void aCharsetThatThereIsNotIsRefusedWithWhatToWrite() {
    for (String charset : new String[] {"UTF-99", "a b", "%C"}) {
      assertThatThrownBy(() -> IncomingText.of(new byte[0], Optional.of(charset), Optional.empty()))
          .isInstanceOf(RequestException.class)
          .hasMessage(
              "charset: must be UTF-8, UTF-16BE or 8-BIT: write charset=%C in Kannel's get-url");
    }
  }
}
