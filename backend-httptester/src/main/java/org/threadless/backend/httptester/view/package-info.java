/** What the templates show: values that are ready to be written, but for the escaping. */
package org.threadless.backend.httptester.view;
