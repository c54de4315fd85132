using EdFi.BatchPerf.ServerMetrics.Commands;
using EdFi.BatchPerf.Settings;
using EdFi.BatchPerf.Unit.ServerMetrics;

namespace EdFi.BatchPerf.Unit.Secrets;

/// <summary>What programs that are started inherit. In one class, since they change this process's variables.</summary>
public sealed class StartedProgramTests : IDisposable
{
    private readonly Dictionary<string, string?> _before = SecretVariables.Names.ToDictionary(static n => n, Environment.GetEnvironmentVariable, StringComparer.Ordinal);

    public StartedProgramTests() => SetAll(static _ => Canary.Token);

    public void Dispose() => SetAll(name => _before[name]);

    [UnixFact]
    public async Task A_metrics_command_inherits_no_secret_and_everything_else()
    {
        // The shell's own words, since a PATH need not have env and grep; the token in two, since a shell may keep its command in a variable.
        var (head, tail) = (Canary.Token[..8], Canary.Token[8..]);
        var command = $"head={head}; tail={tail}; case \"$(set)\" in *$head$tail*) echo leaks=1;; *) echo leaks=0;; esac; echo path=${{PATH:+1}}";
        var readings = await new ShellCommandProbe(command).ReadAsync(CancellationToken.None);

        Assert.Equal([("leaks", 0d), ("path", 1d)], readings.Select(static r => (r.Name, r.Value)));
    }

    [Fact]
    public void Secrets_are_taken_out_in_any_letter_case()
    {
        var environment = new Dictionary<string, string?> { ["perf_api_secret"] = "a", ["PERF_POSTGRESQL"] = "b", ["PERF_API_KEY"] = "c", ["PATH"] = "d" };

        SecretVariables.RemoveFrom(environment);

        Assert.Equal(["PATH"], environment.Keys);
    }

    [Fact]
    public void Hidden_variables_are_found_by_this_tool_only_and_come_back_with_the_last_that_hid_them()
    {
        var first = SecretVariables.Hide();
        var second = SecretVariables.Hide();
        first.Dispose();
        first.Dispose();

        Assert.All(SecretVariables.Names, static name => Assert.Null(Environment.GetEnvironmentVariable(name)));
        Assert.All(SecretVariables.Names, static name => Assert.Equal(Canary.Token, SecretVariables.Find(name)));

        Environment.SetEnvironmentVariable(SecretVariables.PostgreSql, "set anew");
        second.Dispose();

        Assert.Equal(Canary.Token, Environment.GetEnvironmentVariable("PERF_API_SECRET"));
        Assert.Equal("set anew", Environment.GetEnvironmentVariable(SecretVariables.PostgreSql));
        Assert.Null(SecretVariables.Find("PERF_NEVER_SET"));
    }

    private static void SetAll(Func<string, string?> value)
    {
        foreach (var name in SecretVariables.Names)
        {
            Environment.SetEnvironmentVariable(name, value(name));
        }
    }
}
