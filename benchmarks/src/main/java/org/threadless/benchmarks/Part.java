package org.threadless.benchmarks;

/** Something that is measured, with whatever it needs started before and stopped after. */
interface Part {
  void run() throws Exception;
}
