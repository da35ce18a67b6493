	x = 1;
	y = 2;	
		if x = 1 then 
			print "one";
		end if;

	for each z in [1,2,3]
	    print z ;
	next ;
