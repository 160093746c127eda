package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in what says how messages and reports come in, and go out. */
class RuleSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          incoming: {text: b}                                    | incoming.identity is missing
          incoming: {identity: a}                                | incoming.text is missing
          incoming: {identity: a, text: b, text-hex: c}          | incoming.text-hex must not be there as well as text
          incoming: {identity: a, text: b, text-coding: c}       | incoming.text-coding is about text-hex, which is missing
          incoming: {identity: a, text: b, fields: {raw: c}}     | incoming.fields must not have one named raw, which is the router's own
          incoming: {identity: a, text: b, each: c}              | incoming.each must be a JSON Pointer such as /results
          incoming: {identity: a, text: b, methods: [DELETE]}    | incoming.methods[1] must be one of get, post, put
          incoming: {identity: $a, text: b}                      | incoming.identity must be one of $header.NAME
          incoming: {identity: a, text: b, when: {$a: b}}        | incoming.when has a key that must be one of $header.NAME
          incoming: {identity: a, text: b, time: {as: iso}}      | incoming.time.at is missing
          incoming: {identity: a, text: b, time: {at: c, as: b}} | incoming.time.as must be iso, seconds, millis, or a pattern
          incoming: [{identity: a, text: b}, {identity: a}]      | incoming[2].text is missing
          answer: {stored: {status: 99}}                         | answer.stored.status must be from 200 to 599, and is 99
          answer: {stored: {status: 204, body: x}}               | answer.stored.body must be left out where the status is 204
          answer: {stored: {type: "text/xml\\n"}}                 | answer.stored.type must be a media type such as text/xml
          answer: {stored: {body: "{x}"}}                        | answer has the place {x}, which has no value
          answer: {stored: {body: "{$x}"}}                       | answer has a place that must be one of $header.NAME
          report: {state: a}                                     | report.states is missing: it says what the words of state mean
          report: {gateway-id: a, at: b}                         | report.state is missing
          report: {is: delivered, state: a, states: {failed: [b]}} | report.is must not be there as well as state
          report: {is: delivered, message-id: a, gateway-id: b}  | report.gateway-id must not be there as well as message-id
          report: {is: delivered, at: dlr}                       | report.at must be report, where {report-url} leads
          report: {is: delivered, message-id: a, at: /b}         | report.at must be a path such as report
          report: {is: sent, message-id: a, at: b}               | report.is must be one of accepted, buffered, delivered
          report: {is: delivered, message-id: a}                 | report must say at, or have incoming beside it
          report: {state: a, states: {failed: [b], ignore: [B]}} | report.states.ignore has B, which is in failed too
          outgoing: {url: "http://a/", form: {b: "{txet}"}}      | outgoing form.b holds {txet}, which is none of
          """)
  void aMistakeIsSaidInOneLine(String yaml, String line) {
    assertThatThrownBy(() -> Yaml.settings(yaml)).hasMessageContaining(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          incoming-identity: x        | incoming-identity
          incoming-get: false         | incoming-get
          incoming-text-missing: empty | incoming-text-missing
          incoming-external-id: x     | incoming-external-id
          """)
  void rulesAndAPlainFormAreOneMistake(String form, String key) {
    assertThatThrownBy(() -> Yaml.settings("incoming: {identity: a, text: b}\n" + form))
        .hasMessageContaining(
            "incoming says how messages come in, and so does " + key + ": leave one out");
  }
}
