package org.threadless.router.text;

/**
 * How the phone network carries a text: 3GPP TS 23.038 for the alphabets, 3GPP TS 23.040,
 * 9.2.3.24.1 for what is left of a part after the header that joins it to the others.
 */
public enum Coding {
  /** The GSM 7-bit default alphabet with its extension table; a unit is a septet. */
  GSM_7(160, 153),
  /** UCS-2, which phones take for UTF-16; a unit is 16 bits, and an emoji takes two. */
  UCS_2(70, 67);

  private final int alone;
  private final int joined;

  Coding(int alone, int joined) {
    this.alone = alone;
    this.joined = joined;
  }

  /** Returns how many units fit into a message of one part. */
  public int unitsAlone() {
    return alone;
  }

  /** Returns how many units fit into one of several parts. */
  public int unitsJoined() {
    return joined;
  }

  /** Returns how many units a character takes; one that GSM 7-bit lacks counts as its {@code ?}. */
  int units(int codePoint) {
    return this == UCS_2 ? Character.charCount(codePoint) : Math.max(1, Gsm7.septets(codePoint));
  }
}
