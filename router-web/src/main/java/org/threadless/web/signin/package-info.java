/** Signing in and out, setting passwords, and pages that only those see who are signed in. */
package org.threadless.web.signin;
