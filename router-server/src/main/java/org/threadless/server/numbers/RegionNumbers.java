package org.threadless.server.numbers;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Phone numbers as they are written in one region. What is written with a plus is taken at its word
 * where there can be such a number. Without one, it is the first of these that there is: the
 * country code of the region and a number; a number of the region; the code of another country and
 * a number; what could be a number of the region by its length. Less than seven digits are a short
 * code, and so is what the tables of the region have as one. Safe for any thread.
 */
final class RegionNumbers {

  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
  private static final ShortNumberInfo SHORT = ShortNumberInfo.getInstance();

  private static final String NO_REGION = "ZZ";

  // Digits of any script, and what people put between them; no letters, which make it a name, and
  // nothing else that would have to be left out of it, such as an extension.
  private static final Pattern WRITTEN =
      Pattern.compile("[\\s\\p{Zs}(（]*[+＋]?[\\p{Nd}\\s\\p{Zs}()（）\\[\\]./／\\p{Pd}−ー\\u2060~⁓∼～]+");

  private static final int KNOWN = 10_000;

  private static final int SHORTEST = 7;
  private static final int LONGEST_WRITTEN = 40;

  // What is made of a number is nearly always the end of it.
  private static final int ROUNDS = 4;

  private final String region;

  // To look into the tables takes longer than all else that is done with an identity.
  private final LoadingCache<String, String> known =
      Caffeine.newBuilder().maximumSize(KNOWN).build(this::found);

  private final int countryCode;

  RegionNumbers(String region) {
    this.region = region;
    this.countryCode = PHONES.getCountryCodeForRegion(region);
  }

  /** Returns a number in E.164 with its plus, and what is none as it is. */
  String uniform(String written) {
    return known.get(written);
  }

  private String found(String written) {
    String last = written;
    for (int i = 0; i < ROUNDS; i++) {
      String next = once(last);
      if (next.equals(last)) {
        return last;
      }
      last = next;
    }
    // Where it never ends it is no number: whoever asks again has to get the same.
    return written;
  }

  /** Returns a number of the region as it is dialled there, and all else as it is. */
  String national(String identity) {
    return parsed(identity, NO_REGION)
        .filter(number -> number.getCountryCode() == countryCode)
        .map(number -> PHONES.format(number, PhoneNumberFormat.NATIONAL))
        .map(PhoneNumberUtil::normalizeDigitsOnly)
        .orElse(identity);
  }

  private String once(String written) {
    if (written.length() > LONGEST_WRITTEN || !WRITTEN.matcher(written).matches()) {
      return written;
    }
    Optional<PhoneNumber> number =
        written.indexOf('+') >= 0 || written.indexOf('＋') >= 0
            ? possible(written, NO_REGION)
            : withoutPlus(written);
    return number.map(found -> PHONES.format(found, PhoneNumberFormat.E164)).orElse(written);
  }

  private Optional<PhoneNumber> withoutPlus(String written) {
    String digits = PhoneNumberUtil.normalizeDigitsOnly(written);
    if (digits.length() < SHORTEST) {
      return Optional.empty();
    }
    boolean dialled = digits.startsWith("00");
    Optional<PhoneNumber> whole = possible("+" + digits.substring(dialled ? 2 : 0), NO_REGION);
    Optional<PhoneNumber> valid = whole.filter(PHONES::isValidNumber);
    // Most gateways leave out the plus, and hardly any what is dialled before an area code.
    if (valid.filter(number -> number.getCountryCode() == countryCode).isPresent()) {
      return valid;
    }
    Optional<PhoneNumber> own = possible(written, region);
    if (own.filter(PHONES::isValidNumber).isPresent()) {
      return own;
    }
    if (own.filter(this::isShort).isPresent()) {
      return Optional.empty();
    }
    return valid.or(() -> own).or(() -> whole.filter(number -> dialled));
  }

  private boolean isShort(PhoneNumber number) {
    return SHORT.isValidShortNumberForRegion(number, region);
  }

  private static Optional<PhoneNumber> possible(String written, String region) {
    return parsed(written, region)
        .filter(
            number -> PHONES.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE);
  }

  private static Optional<PhoneNumber> parsed(String written, String region) {
    try {
      return Optional.of(PHONES.parse(written, region));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }
}
