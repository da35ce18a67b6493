ORCHESTRATE WORKFLOW "onboarding"
  STEP 1: BOT "hr" "collect data"
  STEP 2: BOT "it" "make account"
END WORKFLOW
PRINT "next"
