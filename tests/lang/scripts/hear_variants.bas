HEAR name
HEAR age AS INTEGER
HEAR birthday AS DATE
HEAR mail AS EMAIL WITH "Your mail?"
HEAR amount AS MONEY
HEAR phone AS PHONE DEFAULT "+1"
HEAR ok AS BOOLEAN
HEAR choice AS "Yes", "No", "Maybe"
HEAR at AS HOUR
HEAR link AS URL
HEAR secret AS PASSWORD
HEAR f AS FLOAT
HEAR photo AS IMAGE
HEAR code AS QRCODE
HEAR lang AS LANGUAGE
HEAR zip AS ZIPCODE
HEAR plan AS MENU "Basic", "Pro"
HEAR doc AS FILE "Please upload the document"
name = HEAR "What is your name?"
answer = HEAR
city = HEAR AS STRING
