namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>
/// The PowerShell of the measurements: 7.4 or newer from PATH, else the repository's .NET tool. As a .NET tool, pwsh is a process that
/// starts another one and waits, so the command found here is that other one's: it is the one to measure, to bind to a core and to end.
/// </summary>
internal static class PowerShell
{
    private const string Question = "\"$($PSVersionTable.PSVersion.ToString().Split('-')[0])|$([Environment]::ProcessPath)|$PSHOME\"";
    private static readonly Version Oldest = new(7, 4);
    private static readonly Lazy<Task<Command?>> Found = new(FindAsync);

    /// <summary>A command that runs a script of bench/scripts.</summary>
    /// <exception cref="BenchException">There is no PowerShell.</exception>
    public static async Task<Command> ScriptAsync(string script, params string[] arguments)
    {
        var command = await Found.Value
            ?? throw new BenchException("No PowerShell 7.4 or newer is on PATH, and dotnet tool restore did not bring one.");
        var path = Path.Combine(Repository.Root, "bench", "scripts", script);
        return command with { Arguments = [.. command.Arguments, "-NoProfile", "-NonInteractive", "-File", path, .. arguments] };
    }

    private static async Task<Command?> FindAsync() =>
        (Child.Exists("pwsh") ? await TryAsync(new Command("pwsh")) : null)
        ?? (await SucceedsAsync(new Command("dotnet", "tool", "restore"))
            ? await TryAsync(new Command("dotnet", "tool", "run", "pwsh", "--"))
            : null);

    private static async Task<Command?> TryAsync(Command command)
    {
        try
        {
            var asking = command with { Arguments = [.. command.Arguments, "-NoProfile", "-NonInteractive", "-Command", Question] };
            var answer = (await Child.RunAsync(asking)).Trim().Split('|');
            return answer is [var version, var process, var home] && Version.TryParse(version, out var known) && known >= Oldest
                ? Direct(process, home)
                : null;
        }
        catch (BenchException)
        {
            return null;
        }
    }

    private static Command Direct(string process, string home) =>
        Path.GetFileNameWithoutExtension(process) == "dotnet" ? new Command(process, Path.Combine(home, "pwsh.dll")) : new Command(process);

    private static async Task<bool> SucceedsAsync(Command command)
    {
        try
        {
            await Child.RunAsync(command);
            return true;
        }
        catch (BenchException)
        {
            return false;
        }
    }
}
