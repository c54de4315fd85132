using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;
using EdFi.BatchPerf.Unit.Architecture;
using Mono.Cecil;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>Each run option has one row; plans, hosts and reports follow from it.</summary>
public sealed class RunOptionTableTests
{
    /// <summary>Properties of a plan that are no options: its scenarios, and what follows from others.</summary>
    private static readonly string[] NoOptions =
    [
        nameof(RunPlan.Scenarios), nameof(RunPlan.IsOpen), nameof(RunPlan.PlannedDuration),
        nameof(RunPlan.OwnClients), nameof(RunPlan.OwnBatches),
    ];

    /// <summary>Rows that only the console has.</summary>
    private static readonly string[] ConsoleOnly = ["DisableComposites"];

    public static TheoryData<string> Keys => [.. RunOptionTable.All.Select(static row => row.Key)];

    [Fact]
    public void Every_property_of_a_plan_has_its_row() =>
        Assert.Equal(
            typeof(RunPlan).GetProperties().Select(static p => p.Name).Except(NoOptions).Order(),
            RunOptionTable.All.Select(static row => row.Plan).OfType<string>().Distinct().Order());

    [Fact]
    public void Keys_names_letters_and_variables_are_unique()
    {
        Assert.All(
            new Func<RunOption, string?>[] { static row => row.Key, static row => row.Name, static row => row.Letter, static row => row.Variable },
            name => Assert.Equal(RunOptionTable.All.Select(name).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase), RunOptionTable.All.Select(name).OfType<string>()));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_default_lies_in_its_range_and_goes_into_a_plan(string key)
    {
        var row = RunOptionTable.Of(key);
        foreach (var host in Enum.GetValues<RunHost>())
        {
            if (row.DefaultOf(new RunValues(host)) is { } value)
            {
                Assert.True(row.Type.Holds(value), $"{host}: {value}");
                row.Put(new RunPlan { Scenarios = [] }, value);
            }
        }
    }

    [Fact]
    public void A_parameter_takes_its_range_from_its_row()
    {
        using var module = AssemblyDefinition.ReadAssembly(Room.Named("Cmdlets").Library);
        var commands = Commands(module);
        var parameters = commands.SelectMany(static type => type.Properties).ToList();
        var numbers = RunOptionTable.All.Where(static row => row.Type is { Least: int or long or double, IsShare: false } && row.Key is not ("Repeat" or "Seed"));
        var without = from parameter in parameters
                      where parameter.PropertyType.IsPrimitive && numbers.Any(row => row.Key == parameter.Name)
                      where parameter.CustomAttributes.All(static attribute => attribute.AttributeType.Name != "OptionRangeAttribute")
                      select parameter.FullName;

        Assert.True(commands.Count >= 4, string.Join(", ", commands));
        Assert.Empty(without);
    }

    [Theory]
    [InlineData("InvokeBatchVolumeTestCommand")]
    public void Every_row_has_its_parameter(string command)
    {
        using var module = AssemblyDefinition.ReadAssembly(Room.Named("Cmdlets").Library);
        var parameters = module.MainModule.Types.Single(type => type.Name == command).Properties.Select(static property => property.Name);

        Assert.Equal(ConsoleOnly, RunOptionTable.All.Select(static row => row.Key).Except(parameters));
    }

    [Fact]
    public void A_parameter_has_the_type_of_its_row()
    {
        using var module = AssemblyDefinition.ReadAssembly(Room.Named("Cmdlets").Library);
        var wrong = from type in Commands(module)
                    from parameter in type.Properties
                    from row in RunOptionTable.All
                    where row.Key == parameter.Name && row.Type.Least is { } least
                        && parameter.PropertyType.IsValueType && parameter.PropertyType.FullName != least.GetType().FullName
                    select $"{parameter.FullName}: {row.Type.Least!.GetType().Name}";

        Assert.Empty(wrong);
    }

    /// <summary>The cmdlets whose parameters have the defaults of rows.</summary>
    private static List<TypeDefinition> Commands(AssemblyDefinition module) =>
        [.. module.MainModule.Types.Where(static type => type.Methods.Any(static method => method.HasBody && method.Body.Instructions.Any(
            static i => i.Operand is MethodReference { Name: "SetDefaults", DeclaringType.Name: "RunParameters" })))];

    [Theory]
    [InlineData("-", "ClientCount", 10)]
    [InlineData("ArrivalRate=5", "ClientCount", 1000)]
    [InlineData("OperationRate=5", "ClientCount", 1000)]
    [InlineData("StageTarget=ArrivalRate", "ClientCount", 1000)]
    [InlineData("StageTarget=Clients", "ClientCount", 10)]
    [InlineData("ArrivalRate=5 ClientCount=7", "ClientCount", 7)]
    [InlineData("DebugRun=true ClientCount=7", "ClientCount", 1)]
    [InlineData("-", "SpawnRate", 10.0)]
    [InlineData("BatchCount=5", "SpawnRate", 1_000_000.0)]
    [InlineData("BatchCount=5 SpawnRate=2", "SpawnRate", 2.0)]
    [InlineData("-", "Duration", "00:01:00")]
    [InlineData("BatchCount=5", "Duration", null)]
    [InlineData("Stage=10s:5", "Stages", "")]
    [InlineData("Stage=10s:5", "Duration", null)]
    [InlineData("RunTimeInMinutes=2", "Duration", "00:02:00")]
    [InlineData("RunTimeInMinutes=2 Duration=3s", "Duration", "00:00:03")]
    [InlineData("BatchCount=5 Duration=3s", "Duration", "00:00:03")]
    [InlineData("Contention=SharedParents,OverlappingKeys", "Contention", ContentionKind.SharedParents | ContentionKind.OverlappingKeys)]
    public void What_was_given_and_what_was_not_makes_the_plan(string given, string property, object? expected)
    {
        var texts = given.Split(' ').Select(static g => g.Split('=')).ToDictionary(static g => g[0], static g => g[^1]);
        var reader = new SettingsReader(name => texts.GetValueOrDefault(RunOptionTable.All.First(r => r.Name == name).Key), static _ => null, null);
        var values = new RunValues(RunHost.Module);
        foreach (var row in RunOptionTable.All.Where(row => texts.ContainsKey(row.Key)))
        {
            values.Set(row, row.Type.Read(reader, row.Setting)!);
        }

        var actual = typeof(RunPlan).GetProperty(property)!.GetValue(values.Plan([]));
        Assert.Equal(expected is string text && actual is TimeSpan ? TimeSpan.Parse(text) : expected, actual is IReadOnlyList<Stage> ? "" : actual);
    }

    [Fact]
    public void Machines_that_share_a_plan_have_one_seed_unless_another_was_given_and_other_runs_have_a_random_one()
    {
        Assert.Equal(1, Seed(new Segment(2, 2, 8)));
        Assert.Equal(Seed(new Segment(1, 1, 8)), Seed(new Segment(2, 2, 8)));
        Assert.Equal(7, Seed(new Segment(2, 2, 8), 7));
        Assert.NotEqual(Seed(), Seed());

        static int Seed(Segment? segment = null, int? seed = null)
        {
            var values = new RunValues(RunHost.Module);
            if (segment is not null)
            {
                values.Set(RunOptionTable.Segment, segment);
            }

            if (seed is not null)
            {
                values.Set(RunOptionTable.Seed, seed.Value);
            }

            Assert.Equal(values.Get<int>(RunOptionTable.Seed), values.Plan([]).Seed);
            return values.Get<int>(RunOptionTable.Seed);
        }
    }

    [Theory]
    [InlineData("--batchCount=5", null, 1_000_000.0)]
    [InlineData("--batchCount=5 --runTimeInMinutes=2", "00:02:00", 1_000_000.0)]
    [InlineData("", "00:07:00", 25.0)]
    public void A_variable_for_all_runs_does_not_end_one_that_batches_are_to_end(string options, string? duration, double spawnRate)
    {
        var given = options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append("--testType=VOLUME").Select(static o => o[2..].Split('=')).ToDictionary(static o => o[0], static o => o[1]);
        var plan = RunValues.Read(new SettingsReader(given.GetValueOrDefault, static name => name == "RUN_TIME_IN_MINUTES" ? "7" : null, null)).Plan([]);

        Assert.Equal((duration is null ? null : TimeSpan.Parse(duration), spawnRate), (plan.Duration, plan.SpawnRate));
    }
}
