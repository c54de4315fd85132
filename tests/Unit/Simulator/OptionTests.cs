using EdFi.BatchPerf.Simulator.Configuration;
using EdFi.BatchPerf.Simulator.Options;

namespace EdFi.BatchPerf.Unit.Simulator;

public sealed class OptionTests
{
    [Fact]
    public void Options_are_read()
    {
        var options = CommandLine.Parse(
        [
            "--urls", "http://127.0.0.1:0;https://[::1]:0", "--batch-limit", "10", "--latency-operation-ms=0.5", "--gzip", "--seed", "-7",
            "--claim-set", "NoFurther", "--with-agency", "false", "--break-atomicity", "--no-batch", "501", "--path-base", "/dms",
        ]);

        Assert.Equal(10, options.BatchLimit);
        Assert.Equal(0.5, options.LatencyOperationMs);
        Assert.Equal(-7, options.Seed);
        Assert.Equal(ClaimSet.NoFurther, options.ClaimSet);
        Assert.Equal((true, true, 501, "/dms"), (options.Gzip, options.BreakAtomicity, options.NoBatch, options.PathBase));
        Assert.False(options.WithAgency);
    }

    [Theory]
    [InlineData("--throttle", "is not an option. --help lists all.")]
    [InlineData("--failure-rat=1", "'--failure-rat' is not an option. Did you mean --failure-rate? --help lists all.")]
    [InlineData("throttle-rate", "is not an option")]
    [InlineData("--throttle-rate", "--throttle-rate needs a value: allowed is a share from 0 to 1")]
    [InlineData("--throttle-rate=1.5", "--throttle-rate does not take '1.5': allowed is a share from 0 to 1")]
    [InlineData("--throttle-rate=NaN", "--throttle-rate does not take 'NaN'")]
    [InlineData("--batch-limit=-1", "--batch-limit does not take '-1': allowed is a whole number from 0 to 1000000")]
    [InlineData("--no-batch=500", "--no-batch does not take '500': allowed is 404 or 501")]
    [InlineData("--claim-set=1", "--claim-set does not take '1': allowed is sandbox, nofurther, bootstrap, full")]
    [InlineData("--dialect=old", "--dialect does not take 'old': allowed is current, newer")]
    [InlineData("--route=tenant", "--route does not take 'tenant': allowed is names and values")]
    [InlineData("--path-base=dms", "--path-base does not take 'dms': allowed is a path such as /dms")]
    [InlineData("--urls=http://0.0.0.0:0", "--urls will not listen on 'http://0.0.0.0:0'")]
    [InlineData("--urls=http://example.org", "--urls will not listen on 'http://example.org'")]
    [InlineData("--urls=ftp://127.0.0.1", "--urls does not understand 'ftp://127.0.0.1'")]
    [InlineData("--urls=", "--urls is empty")]
    public void A_bad_option_is_named_with_what_is_allowed(string argument, string message)
    {
        var error = Assert.Throws<OptionException>(() => CommandLine.Parse([argument]));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_option()
    {
        var help = HelpText.Write();

        Assert.All(typeof(SimulatorOptions).GetProperties(), property => Assert.Contains(
            "--" + string.Concat(property.Name.Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString())) + "\n",
            help,
            StringComparison.Ordinal));
        Assert.All(help.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }
}
