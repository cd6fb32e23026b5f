using System.CommandLine;

return await new RootCommand("The telephone appliance of a restaurant").Parse(args).InvokeAsync();
