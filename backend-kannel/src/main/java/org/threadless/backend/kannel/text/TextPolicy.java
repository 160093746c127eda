package org.threadless.backend.kannel.text;

import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.threadless.backend.kannel.settings.KannelSettings;
import org.threadless.backend.kannel.settings.KannelSettings.EncodeErrors;
import org.threadless.backend.kannel.settings.KannelSettings.TooLong;
import org.threadless.router.text.Coding;
import org.threadless.router.text.Gsm7;
import org.threadless.router.text.Segments;

/**
 * Decides how a text is sent. Kannel itself says nothing when it loses characters or cuts a text:
 * what it is given must be such that it has no reason to.
 */
public final class TextPolicy {

  private static final int SHOWN = 5;

  private final KannelSettings settings;
  private final Charset charset;

  @Inject
  TextPolicy(KannelSettings settings) {
    this.settings = settings;
    this.charset = Charset.forName(settings.charset());
  }

  /** Makes a text ready to be sent. */
  public OutgoingText prepare(String original) {
    String text = settings.transliterate() ? LookAlikes.toPlain(original) : original;
    Coding coding = coding(text);
    List<Integer> missing = missing(text, coding);
    if (!missing.isEmpty()) {
      if (settings.encodeErrors() == EncodeErrors.STRICT) {
        return new OutgoingText.Unsendable(lacks(coding, missing));
      }
      text = without(text, missing);
    }
    return fitted(Segments.of(text, coding), text);
  }

  private Coding coding(String text) {
    if (settings.coding() == null) {
      return Gsm7.holds(text) ? Coding.GSM_7 : Coding.UCS_2;
    }
    return settings.coding() == 0 ? Coding.GSM_7 : Coding.UCS_2;
  }

  private List<Integer> missing(String text, Coding coding) {
    CharsetEncoder encoder = charset.newEncoder();
    IntPredicate writable = each -> encoder.canEncode(Character.toString(each));
    IntPredicate carried = each -> coding == Coding.UCS_2 || Gsm7.holds(Character.toString(each));
    return text.codePoints().filter(writable.and(carried).negate()).distinct().boxed().toList();
  }

  private String without(String text, List<Integer> missing) {
    String instead = settings.encodeErrors() == EncodeErrors.REPLACE ? "?" : "";
    return text.codePoints()
        .mapToObj(each -> missing.contains(each) ? instead : Character.toString(each))
        .collect(Collectors.joining());
  }

  private String lacks(Coding coding, List<Integer> missing) {
    String shown =
        missing.stream()
            .limit(SHOWN)
            .map(each -> String.format("U+%04X", each))
            .collect(Collectors.joining(", "));
    return "charset "
        + charset
        + " with coding "
        + new OutgoingText.Sendable("", charset, coding).codingNumber()
        + " lacks characters of the text: "
        + shown
        + "; leave out charset and coding, or set encode-errors";
  }

  private OutgoingText fitted(Segments segments, String text) {
    if (segments.count() <= settings.maxLength() || settings.tooLong() == TooLong.SEND) {
      return new OutgoingText.Sendable(text, charset, segments.coding());
    }
    if (settings.tooLong() == TooLong.CUT) {
      String first = segments.first(settings.maxLength());
      return new OutgoingText.Sendable(first, charset, segments.coding());
    }
    return new OutgoingText.Unsendable(
        "the text makes " + segments.count() + " segments; max-length is " + settings.maxLength());
  }
}
