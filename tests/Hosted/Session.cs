using System.Management.Automation;
using System.Management.Automation.Runspaces;
using EdFi.BatchPerf.Cmdlets;

namespace EdFi.BatchPerf.Hosted;

/// <summary>PowerShell in this process, with the cmdlets of src/Cmdlets, so that breakpoints and coverage reach them.</summary>
/// <remarks>One script at a time: classes of tests do not share a session. Every error ends the script.</remarks>
public sealed class Session : IDisposable
{
    private readonly Runspace _runspace;

    public Session()
    {
        var state = InitialSessionState.CreateDefault();
        state.ImportPSModule([typeof(ConnectBatchApiCommand).Assembly.Location]);
        state.Variables.Add(new SessionStateVariableEntry("ErrorActionPreference", ActionPreference.Stop, ""));
        state.ThrowOnRunspaceOpenError = true;
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        _runspace.Open();
    }

    public void Set(string variable, object? value) => _runspace.SessionStateProxy.SetVariable(variable, value);

    /// <summary>A variable's value, out of the wrapping that PowerShell gives it.</summary>
    public T Get<T>(string variable) => LanguagePrimitives.ConvertTo<T>(_runspace.SessionStateProxy.GetVariable(variable));

    /// <summary>Runs a script in the session's global scope, whether it ends well or not.</summary>
    public Ran Try(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        var output = new PSDataCollection<PSObject>();
        RuntimeException? thrown = null;
        try
        {
            shell.AddScript(script, useLocalScope: false).Invoke(null, output);
        }
        catch (RuntimeException e)
        {
            thrown = e;
        }

        return new Ran(thrown, [.. output], shell.Streams);
    }

    /// <summary>Runs a script that must not fail.</summary>
    public Ran Run(string script)
    {
        var ran = Try(script);
        Assert.True(ran.Problem is null, $"{script}: {ran.Problem} {ran.Problem?.ScriptStackTrace}");
        return ran;
    }

    /// <summary>Runs a script that must not fail, and returns what it puts out.</summary>
    public IReadOnlyList<T> Run<T>(string script) => [.. Run(script).Output.Select(static item => (T)item.BaseObject)];

    /// <summary>Runs a script that must not fail, and returns the one object that it puts out.</summary>
    public T One<T>(string script) => Assert.Single(Run<T>(script));

    /// <summary>Runs a script that must end in one terminating error of a cmdlet of ours, with words and a next step.</summary>
    /// <param name="script">The script.</param>
    /// <param name="id">The part of FullyQualifiedErrorId before the comma.</param>
    /// <param name="category">What PowerShell shows as CategoryInfo.</param>
    /// <param name="like">A wildcard for what the operator reads, in any letter case.</param>
    public ErrorRecord Fails(string script, string id, ErrorCategory category, string like = "*")
    {
        var problem = Try(script).Problem;
        Assert.True(problem is not null, $"{script} did not fail.");
        Assert.Matches($@"^{id},EdFi\.BatchPerf\.Cmdlets\.\w+Command$", problem.FullyQualifiedErrorId);
        Assert.Equal(category, problem.CategoryInfo.Category);
        Assert.False(string.IsNullOrEmpty(problem.ErrorDetails?.RecommendedAction), "An error names the next step.");
        AssertLike(like, $"{problem} {problem.ErrorDetails!.RecommendedAction}");
        return problem;
    }

    /// <summary>Runs a command that PowerShell must refuse before the cmdlet begins.</summary>
    public ErrorRecord CannotBind(string script)
    {
        var ran = Try(script);
        Assert.True(ran.Thrown is ParameterBindingException, $"{script}: {ran.Thrown}");
        return ran.Problem!;
    }

    /// <summary>Restricts the session's language, as a machine's policy does, until the end of the test.</summary>
    public IDisposable Restrict(PSLanguageMode mode)
    {
        _runspace.SessionStateProxy.LanguageMode = mode;
        return new Freed(_runspace);
    }

    public static void AssertLike(string wildcard, string text) =>
        Assert.True(new WildcardPattern(wildcard, WildcardOptions.IgnoreCase).IsMatch(text), $"'{text}' is not like '{wildcard}'.");

    public void Dispose() => _runspace.Dispose();

    private sealed class Freed(Runspace runspace) : IDisposable
    {
        public void Dispose() => runspace.SessionStateProxy.LanguageMode = PSLanguageMode.FullLanguage;
    }
}
