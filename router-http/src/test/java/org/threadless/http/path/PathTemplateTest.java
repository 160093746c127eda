package org.threadless.http.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PathTemplateTest {

  private final PathTemplate template = new PathTemplate("/contacts/{id}/{identity}");

  @Test
  void aSlashThatIsEncodedPartsNothing() {
    assertThat(template.match(PathTemplate.segments("/contacts/1/a%2Fb")))
        .contains(Map.of("id", "1", "identity", "a/b"));
    assertThat(template.match(PathTemplate.segments("/contacts/1/a/b"))).isEmpty();
  }

  @Test
  void aPlusIsAPlusAsPhoneNumbersBegin() {
    assertThat(PathTemplate.segments("/contacts/1/+254700")).endsWith("+254700");
    assertThat(PathTemplate.segments("/contacts/1/%2B254700")).endsWith("+254700");
  }
}
