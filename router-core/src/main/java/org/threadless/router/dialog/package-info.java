/** Asking somebody, and waiting for the answer. For apps. */
package org.threadless.router.dialog;
