using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.ServerMetrics.PostgreSql;
using EdFi.BatchPerf.Settings;
using EdFi.BatchPerf.Simulator;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Unit.Cli;
using SimulatorLine = EdFi.BatchPerf.Simulator.Configuration.CommandLine;

namespace EdFi.BatchPerf.Unit.Secrets;

/// <summary>What a healthy run, a mistyped command and the objects that hold secrets show.</summary>
public sealed partial class ShownTests : IDisposable
{
    private readonly CliRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("--testType", "BATCH_VOLUME", "--runInDebugMode")]
    [InlineData("--testType", "VOLUME", "--failDeliberately")]
    [InlineData("--testAtomicity", "--poison", "UnknownDescriptor")]
    public async Task No_output_and_no_file_of_a_run_holds_secret_token_or_password(params string[] job)
    {
        await using var server = await SimulatorHost.StartAsync(new SimulatorOptions { Key = Canary.Key, Secret = Canary.Secret });
        await File.WriteAllTextAsync(_cli.File(".env"), $"PERF_API_KEY={Canary.Key}\nPERF_API_SECRET='{Canary.Secret}'\n");
        await _cli.RunAsync("--testType", "BATCH_VOLUME", "-b", server.BaseUrl.ToString(), "-tl", "students", "--prepareFixtures");

        server.Change(static options => options with { FailureRate = 0.5, UnauthorizedRate = 0.2 });
        await _cli.RunAsync([.. job, "-b", server.BaseUrl.ToString(), "-l", "DEBUG", "-c", "2", "-tl", "students", .. job[0] == "--testType" ? ["--batchCount", "20"] : Array.Empty<string>()]);

        Assert.True(server.Counts().TokenRequests > 0, _cli.Output);
        Assert.NotEmpty(Directory.GetFiles(_cli.File("out")));
        Canary.AssertNotIn(_cli.Output, "the output");
        Canary.AssertNotInFiles(_cli.File("out"));
    }

    [Theory]
    [InlineData("--secret", "-" + Canary.Token)]
    [InlineData("--secret", "--" + Canary.Token)]
    [InlineData("-s", "-" + Canary.Token)]
    [InlineData("-s=-" + Canary.Token)]
    [InlineData("--secert", Canary.Token)]
    [InlineData("--secert=" + Canary.Token)]
    [InlineData("--secert:" + Canary.Token)]
    [InlineData(Canary.Token)]
    [InlineData("--secret", "a", Canary.Token)]
    [InlineData("--secret", "@" + Canary.Token)]
    [InlineData("--secret", "a", "--secret", Canary.Token)]
    [InlineData("--postgreSql", "Host=db;Pasword=" + Canary.Password)]
    [InlineData("--postgreSql", "Host=canary:" + Canary.Password + "@db")]
    [InlineData("--postgreSql", "postgresql://canary:" + Canary.Password + "@db/edfi")]
    public async Task A_mistyped_command_does_not_show_the_secret(params string[] args)
    {
        Assert.NotEqual(ExitCode.Success, await _cli.RunAsync([.. args, "-t", "BATCH_VOLUME", "-b", "http://127.0.0.1:1", "-k", Canary.Key, "-l", "DEBUG"]));

        Canary.AssertNotIn(_cli.Output, "the output");
    }

    [Theory]
    [InlineData("--secert=" + Canary.Token)]
    [InlineData("--secret", "a", Canary.Token)]
    [InlineData("--secret")]
    public void A_mistyped_option_of_the_simulator_does_not_show_the_secret(params string[] args)
    {
        var error = Assert.ThrowsAny<Exception>(() => SimulatorLine.Parse(args));

        Canary.AssertNotIn(error.Message, "the error");
    }

    [Fact]
    public void The_simulator_takes_key_and_secret_from_variables_and_from_options_first()
    {
        static string? Variable(string name) => name.EndsWith("_KEY", StringComparison.Ordinal) ? "k" : name.EndsWith("_SECRET", StringComparison.Ordinal) ? "s" : null;

        Assert.Equal(("k", "s"), Read(SimulatorLine.Parse([], Variable)));
        Assert.Equal(("k", "t"), Read(SimulatorLine.Parse(["--secret", "t"], Variable)));

        static (string Key, string Secret) Read(SimulatorOptions options) => (options.Key, options.Secret);
    }

    [Fact]
    public void Objects_that_hold_a_secret_show_it_neither_as_text_nor_as_JSON()
    {
        var options = new ConnectOptions { BaseUrl = new Uri("http://dms"), Key = Canary.Key, Secret = Canary.Secret };
        var settings = new ConnectionSettings { BaseUrl = new SettingValue($"https://canary:{Canary.Password}@dms", "here"), Key = Canary.Key, Secret = Canary.Secret };
        EnvironmentLine line = EnvironmentLine.Parse($"PERF_API_SECRET='{Canary.Secret.Replace("\\", "", StringComparison.Ordinal)}'", out _)!.Value;
        object[] holders =
        [
            options, options with { BaseUrl = new Uri($"https://canary:{Canary.Password}@dms") }, settings, new SettingValue(Canary.Secret, "here"), line,
            new AccessToken(Canary.Token, 0, 0, 0), new SimulatorOptions { Key = Canary.Key, Secret = Canary.Secret },
            PostgreSqlTarget.Parse($"Host=db;Username=canary;Password={Canary.Password}"),
        ];

        Assert.All(holders, static holder => Canary.AssertNotIn(holder.ToString()!, holder.GetType().Name));
        Canary.AssertNotIn(JsonSerializer.Serialize(options), "JSON of options");
        Canary.AssertNotIn(JsonSerializer.Serialize(settings with { BaseUrl = null }), "JSON of settings");
    }

    [Fact]
    public void Every_record_with_a_member_named_like_a_secret_has_a_ToString_of_its_own()
    {
        Type[] one = [typeof(ConnectOptions), typeof(PostgreSqlTarget), typeof(ExitCode), typeof(SimulatorOptions), typeof(RunJson), typeof(JournalHeader)];
        var records = one.SelectMany(static t => t.Assembly.GetTypes())
            .Where(static t => t.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public) is not null)
            .Where(static t => t.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(static p => p.PropertyType == typeof(string) && SecretName().IsMatch(p.Name)))
            .ToList();

        Assert.NotEmpty(records);
        Assert.DoesNotContain(records, static t => t.GetMethod("ToString", Type.EmptyTypes)!.IsDefined(typeof(CompilerGeneratedAttribute)));
    }

    [GeneratedRegex("(?i)secret|password|token$|connectionstring|authorization", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SecretName();
}
