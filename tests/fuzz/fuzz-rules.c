/* fuzz-rules.c - segments that people define, as they type them and as a project keeps them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-fuzz.h"
#include "clv-segment-rules.h"

/* What is read is written, and reads the same. */
static void
check_rule (const char *text)
{
  g_autoptr (GError) error = NULL;
  guint position = 0;
  g_autoptr (ClvRule) rule = clv_rule_parse (text, &position, &error);
  g_autoptr (ClvRule) again = NULL;
  g_autofree char *written = NULL, *same = NULL, *sentence = NULL;

  g_assert_true ((rule == NULL) == (error != NULL));
  if (rule == NULL)
    return;
  sentence = clv_rule_to_sentence (rule, NULL);
  written = clv_rule_to_text (rule);
  again = clv_rule_parse (written, NULL, &error);
  g_assert_no_error (error);
  same = clv_rule_to_text (again);
  g_assert_cmpstr (same, ==, written);
}

static void
check_list (const char *text)
{
  g_autoptr (ClvSegmentRules) rules = clv_segment_rules_restore (text);
  g_autofree char *kept = clv_segment_rules_serialise (rules);
  g_autoptr (ClvSegmentRules) restored = clv_segment_rules_restore (kept);
  g_autofree char *same = clv_segment_rules_serialise (restored);

  g_assert_cmpstr (same, ==, kept);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  check_rule (text);
  check_list (text);
  return 0;
}
