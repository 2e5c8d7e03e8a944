namespace Gateway.Stitching.Costs;

/// <summary>The cost of a selection: a constant, or a register in which it stands once it is worked out.</summary>
internal readonly record struct Operand(SelectionCost Constant, int Register)
{
    public bool IsConstant => Register < 0;

    public static Operand OfConstant(SelectionCost cost) => new(cost, -1);

    public static Operand OfRegister(int register) => new(default, register);

    public SelectionCost In(ReadOnlySpan<SelectionCost> registers) => Register < 0 ? Constant : registers[Register];
}
