using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using EdFi.BatchPerf.Servers;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// A command of the operator's, called in a runspace of its own, so that a slow or failing one holds up nothing: the session's own
/// thread is busy passing results on. It gets the values of the variables that it names, as they are when the run begins.
/// The programs that it starts inherit this process's environment, so key, secret and connection string are taken out of that meanwhile.
/// </summary>
internal sealed class MetricsCommandProbe : IServerProbe
{
    /// <summary>Objects like those of Get-Process have dozens of numbers.</summary>
    private const int MostFigures = 50;

    /// <summary>Properties that are scripts have to be read where they can run: in the command's own runspace.</summary>
    private const string Flatten = "process { if ($_ -is [System.Collections.IDictionary] -or $_ -is [ValueType]) { $_ } else { $_ | "
        + "Select-Object -Property * -ErrorAction Ignore } }";

    private readonly string _text;
    private readonly Runspace _runspace;
    private readonly IDisposable _hidden = SecretVariables.Hide();

    private MetricsCommandProbe(string text, Runspace runspace)
    {
        _text = text;
        _runspace = runspace;
    }

    /// <inheritdoc/>
    public string Source => "Command";

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [];

    public static MetricsCommandProbe Open(ScriptBlock command, SessionState session)
    {
        var state = InitialSessionState.CreateDefault2();
        state.LanguageMode = session.LanguageMode; // a session that is restricted must not get out of it by this way
        var names = command.Ast.FindAll(static ast => ast is VariableExpressionAst, searchNestedScriptBlocks: true)
            .Select(static ast => ((VariableExpressionAst)ast).VariablePath)
            .Where(static path => path.IsVariable)
            .Select(static path => path.UserPath[(path.UserPath.LastIndexOf(':') + 1)..])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => !state.Variables.Any(v => v.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));
        foreach (var name in names)
        {
            if (session.PSVariable.Get(name) is { } variable
                && !variable.Options.HasFlag(ScopedItemOptions.Constant)
                && !variable.Options.HasFlag(ScopedItemOptions.AllScope))
            {
                state.Variables.Add(new SessionStateVariableEntry(name, variable.Value, ""));
            }
        }

        var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        runspace.SessionStateProxy.Path.SetLocation(session.Path.CurrentFileSystemLocation.ProviderPath);
        return new MetricsCommandProbe(command.ToString(), runspace);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ServerReading>> ReadAsync(CancellationToken cancellationToken)
    {
        using var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(_text).AddScript(Flatten);
        using var stop = cancellationToken.UnsafeRegister(static s => ((PowerShell)s!).BeginStop(null, null), shell);
        var output = await Task.Factory.FromAsync(shell.BeginInvoke(), shell.EndInvoke);
        var readings = output.Where(static item => item is not null).SelectMany(Readings).Take(MostFigures).ToList();
        return readings.Count > 0 ? readings
            : throw new InvalidOperationException(
                shell.Streams.Error.Count > 0 ? shell.Streams.Error[0].ToString() : "The command returned no number.");
    }

    /// <inheritdoc/>
    public Task SettleAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Without waiting: a command that hangs would hold up the end of the run.</summary>
    public ValueTask DisposeAsync()
    {
        _hidden.Dispose();
        _runspace.CloseAsync();
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<ServerReading> Readings(PSObject item) => item.BaseObject switch
    {
        IDictionary entries => entries.Keys
            .Cast<object>()
            .Select(key => Reading(key.ToString() ?? "", entries[key]))
            .OfType<ServerReading>(),
        var value when Reading("Value", value) is { } number => [number],
        _ => item.Properties.Select(static p => Reading(p.Name, p.Value)).OfType<ServerReading>(),
    };

    /// <summary>A name that ends in Total is a count that only grows, as exporters of metrics name theirs.</summary>
    private static ServerReading? Reading(string name, object? value)
    {
        value = value is PSObject wrapped ? wrapped.BaseObject : value;
        return value is byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal
            ? new ServerReading(
                name,
                Convert.ToDouble(value, CultureInfo.InvariantCulture),
                name.EndsWith("Total", StringComparison.OrdinalIgnoreCase))
            : null;
    }
}
