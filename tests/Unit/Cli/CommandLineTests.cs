using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Cli.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Unit.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("-b", "--baseUrl")]
    [InlineData("-k", "--key")]
    [InlineData("-s", "--secret")]
    [InlineData("-i", "--ignoreCertificateErrors")]
    [InlineData("-t", "--testType")]
    [InlineData("-tl", "--testList")]
    [InlineData("-c", "--clientCount")]
    [InlineData("-r", "--spawnRate")]
    [InlineData("-m", "--runTimeInMinutes")]
    [InlineData("-g", "--runInDebugMode")]
    [InlineData("-o", "--output")]
    [InlineData("-l", "--logLevel")]
    [InlineData("-ap", "--apiPrefix")]
    [InlineData("-oe", "--oauthEndpoint")]
    [InlineData("-e", "--localEducationOrganizationId")]
    [InlineData("-d", "--deleteResources")]
    [InlineData("-f", "--failDeliberately")]
    [InlineData("-de", "--disableComposites")]
    [InlineData("-bt", "--batchTripleCount")]
    public void Every_option_of_the_harness_has_its_short_and_its_long_name(string letter, string name)
    {
        Assert.Equal("7", CommandLine.Parse([letter, "7"]).Find(name[2..]));
        Assert.Equal("7", CommandLine.Parse([name, "7"]).Find(name[2..]));
        Assert.Equal("7", CommandLine.Parse([$"{name}=7"]).Find(name[2..]));
    }

    [Fact]
    public void An_option_that_was_not_given_has_no_value()
    {
        Assert.Null(CommandLine.Parse(["-c", "7"]).Find("spawnRate"));
    }

    [Fact]
    public void A_flag_needs_no_value()
    {
        var line = CommandLine.Parse(["-i", "-g", "-t", "VOLUME", "-f", "false"]);

        Assert.Equal(("true", "true", "VOLUME", "false"), (line.Find("ignoreCertificateErrors"), line.Find("runInDebugMode"), line.Find("testType"), line.Find("failDeliberately")));
    }

    [Fact]
    public void A_list_takes_several_values()
    {
        Assert.Equal("A\nB C\nD", CommandLine.Parse(["-tl", "A", "B C", "-c", "1", "-tl", "D"]).Find("testList"));
    }

    [Theory]
    [InlineData("@file")]
    [InlineData("a=b:c")]
    [InlineData("-5")]
    public void Values_are_taken_as_they_are(string value)
    {
        var line = CommandLine.Parse(["-s", value]);

        Assert.Empty(line.Errors);
        Assert.Equal(value, line.Find("secret"));
    }

    [Theory]
    [InlineData("There is no option '--clients'. Did you mean --clientCount?", "--clients=5")]
    [InlineData("There is no option '--CLIENTCOUNT'. Did you mean --clientCount?", "--CLIENTCOUNT", "5")]
    [InlineData("There is no option '--thresold'. Did you mean --threshold?", "--thresold", "p95 < 1s")]
    [InlineData("There is no option '--vus'. Did you mean --clientCount?", "--vus", "5")]
    [InlineData("There is no option '--zzzzzzzzzzzz'.", "--zzzzzzzzzzzz")]
    [InlineData("Argument 3, behind '-s', belongs to no option; put values with spaces into quotes.", "-s", "s3", "cret")]
    [InlineData("Argument 1 belongs to no option; put values with spaces into quotes.", "run")]
    [InlineData("The option '--clientCount' needs a value.", "-c")]
    [InlineData("The option '--clientCount' was given more than one value.", "-c", "5", "-c", "6")]
    public void A_mistake_is_named_without_a_value(string expected, params string[] args)
    {
        Assert.Contains(expected, CommandLine.Parse(args).Errors);
        Assert.DoesNotContain(CommandLine.Parse(args).Errors, e => e.Contains("cret'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("--help")]
    public void Help_is_asked_for(string option)
    {
        Assert.True(CommandLine.Parse([option]).Help);
    }

    [Fact]
    public void Time_for_connecting_is_half_a_minute_unless_it_is_given()
    {
        Assert.Equal(TimeSpan.FromSeconds(30), Timeout());
        Assert.Equal(TimeSpan.FromSeconds(5), Timeout("--connectTimeout", "5s"));
        Assert.Throws<BatchPerfException>(() => Timeout("--connectTimeout", "2d"));

        static TimeSpan Timeout(params string[] args)
        {
            var line = CommandLine.Parse(["-b", "http://127.0.0.1:1", "-k", "key", "-s", "secret", .. args]);
            return RunSettings.ReadConnection(new SettingsReader(line.Find, static _ => null, null)).Timeout;
        }
    }

    [Fact]
    public void Names_are_unique()
    {
        var names = OptionTable.All.SelectMany(o => new[] { o.Long, o.Short }).OfType<string>().ToList();

        Assert.Equal(names.Distinct().Count(), names.Count);
    }

    [Theory]
    [InlineData("--thresold", "p95 < 250ms")]
    [InlineData("--threshold", "p95 < 250ms", "--thresold", "p99 < 250ms")]
    [InlineData("--thresold=p95 < 250ms")]
    public void An_option_that_does_not_exist_is_the_only_thing_said_of_it_and_its_value(params string[] args) =>
        Assert.Equal("There is no option '--thresold'. Did you mean --threshold?", Assert.Single(CommandLine.Parse(args).Errors));
}
