-- The codes that SQL speaks of by name: written once, kept in every snapshot, held to the plan by a test.

-- the city as a whole, the sum of its counties
CREATE MACRO city() AS '450200';

-- all sectors, categories or parts together
CREATE MACRO total() AS 'TOTAL';

-- how energy is counted where nobody says otherwise
CREATE MACRO default_basis() AS 'calorific';
