using System.CommandLine;
using VoiceHunte.Edge.Commands;

var root = new RootCommand("VoiceHunte.Edge: the telephone appliance of a restaurant. Without a command it serves.")
{
    CommonOptions.EnvFile,
    CommonOptions.DataDir,
    ServeCommand.Create(),
    CallCommand.Create(CommonOptions.ReadTelephoneLine, TimeProvider.System),
    UnderstandCommand.Create(Console.OpenStandardInput, TimeProvider.System),
    TtsCommand.Create(),
    CallsCommand.Create(parsed => CommonOptions.ReadSettings(parsed)?.DataDir),
    MessagesCommand.Create(parsed => CommonOptions.ReadSettings(parsed)?.DataDir, TimeProvider.System),
    BackupCommand.Create(parsed => CommonOptions.ReadSettings(parsed)?.DataDir),
    RestoreCommand.Create(CommonOptions.ReadSettings, TimeProvider.System),
    EraseCommand.Create(CommonOptions.ReadSettings, EraseCommand.AskAtTerminal, TimeProvider.System),
    ExportCommand.Create(CommonOptions.ReadSettings, TimeProvider.System),
    SetupCommand.Create(),
    TwilioCommand.Create(CommonOptions.ReadSettings),
    DoctorCommand.Create(),
    VersionCommand.Create(),
};
// No command, or only options: serve.
return await CommandLine.RunAsync(root, CommandLine.NamesNoCommand(root, args) ? ["serve", .. args] : args);
