using System.Management.Automation;
using EdFi.BatchPerf.Cmdlets;

namespace EdFi.BatchPerf.Hosted;

/// <summary>A command's parameters are read in its own file: few classes stand above it, and no parameter hides another one.</summary>
public sealed class CommandClassTests
{
    public static TheoryData<Type> Commands() => [.. typeof(BatchCmdlet).Assembly.GetTypes().Where(static type => type.IsDefined(typeof(CmdletAttribute), inherit: false))];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Above_a_command_stand_BatchCmdlet_and_at_most_ConnectedCmdlet(Type command)
    {
        var bases = new List<Type>();
        for (var above = command.BaseType!; above != typeof(PSCmdlet); above = above.BaseType!)
        {
            bases.Add(above);
        }

        Assert.Contains(bases, (List<Type>[])[[typeof(BatchCmdlet)], [typeof(ConnectedCmdlet), typeof(BatchCmdlet)]]);
    }

    /// <summary>PowerShell rounds 2.5 to 2 and 3.5 to 4 without a word.</summary>
    [Theory]
    [MemberData(nameof(Commands))]
    public void No_parameter_for_a_whole_number_rounds_what_it_is_given(Type command)
    {
        Type[] whole = [typeof(int), typeof(long), typeof(short), typeof(byte), typeof(uint), typeof(ulong), typeof(ushort)];
        var rounding = command.GetProperties()
            .Where(static p => p.IsDefined(typeof(ParameterAttribute), inherit: true))
            .Where(p => whole.Contains(Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType.GetElementType() ?? p.PropertyType))
            .Where(static p => !p.IsDefined(typeof(WholeNumberTransformationAttribute), inherit: true))
            .Select(static p => p.Name);

        Assert.Empty(rounding);
    }

    /// <summary>PowerShell reads '1,5' as 15: ten times the load, from a session with decimal commas.</summary>
    [Theory]
    [MemberData(nameof(Commands))]
    public void No_parameter_for_a_fraction_takes_a_comma_for_a_separator_of_thousands(Type command)
    {
        var guessing = command.GetProperties()
            .Where(static p => p.IsDefined(typeof(ParameterAttribute), inherit: true))
            .Where(static p => (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType.GetElementType() ?? p.PropertyType) is var type
                && (type == typeof(double) || type == typeof(float) || type == typeof(decimal)))
            .Where(static p => !p.IsDefined(typeof(NumberTransformationAttribute), inherit: true)
                && !p.IsDefined(typeof(PercentTransformationAttribute), inherit: true))
            .Select(static p => p.Name);

        Assert.Empty(guessing);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void No_parameter_hides_one_of_a_base(Type command)
    {
        var names = command.GetProperties().Where(static p => p.IsDefined(typeof(ParameterAttribute), inherit: true)).Select(static p => p.Name).ToList();

        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names);
    }
}
