package org.threadless.benchmarks.part;

/** Something that is measured, with whatever it needs started before and stopped after. */
public interface Part {
  /** Measures it, and puts what was measured into the results. */
  void run() throws Exception;
}
