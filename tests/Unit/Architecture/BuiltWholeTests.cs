using System.Reflection;
using System.Runtime.CompilerServices;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Unit.Architecture;

/// <summary>The parts of a run are whole when they are built: nobody tells them later whom to call.</summary>
public sealed class BuiltWholeTests
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void No_delegate_is_set_after_construction()
    {
        var properties = typeof(LoadRun).Assembly.GetTypes().SelectMany(static type => type.GetProperties(Any))
            .Where(static p => IsDelegate(p.PropertyType) && p.SetMethod is { } set && !IsInit(set));
        var fields = typeof(LoadRun).Assembly.GetTypes()
            .Where(static type => type.Namespace == typeof(LoadRun).Namespace && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !type.Name.StartsWith('<'))
            .SelectMany(static type => type.GetFields(Any))
            .Where(static f => IsDelegate(f.FieldType) && !f.IsInitOnly && !f.Name.StartsWith('<'));

        Assert.Empty(properties.Select(static p => $"{p.DeclaringType}.{p.Name}").Concat(fields.Select(static f => $"{f.DeclaringType}.{f.Name}")));
    }

    [Fact]
    public void A_scenario_offers_all_that_is_asked_of_one() => Assert.All(
        typeof(LoadRun).Assembly.GetTypes().Where(static type => type.IsInterface && type.Namespace == typeof(IScenario).Namespace),
        static type => Assert.True(type == typeof(IScenario) || typeof(IScenario).GetProperties().Any(p => p.PropertyType == type), type.FullName));

    private static bool IsDelegate(Type type) => typeof(Delegate).IsAssignableFrom(type);

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
