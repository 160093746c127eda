package org.threadless.web.sample;

/** Stands beside a list of assets, as a class of a module that has pages does. */
public final class SampleOwner {

  private SampleOwner() {}
}
